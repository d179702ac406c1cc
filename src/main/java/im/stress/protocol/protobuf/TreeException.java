package im.stress.protocol.protobuf;

import com.typesafe.config.ConfigValue;

/** A tree of fields that makes no message of its type. */
public final class TreeException extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  private final String path;
  private final transient ConfigValue value;
  private final String words;

  /**
   * An error at one place of the tree.
   *
   * @param path from the root of the tree, such as {@code payload.from}; empty = the root
   * @param value what stands there; its origin is file and line
   * @param words expected and actual, one line
   */
  TreeException(String path, ConfigValue value, String words) {
    this(path, value, words, null);
  }

  TreeException(String path, ConfigValue value, String words, Throwable cause) {
    super(path.isEmpty() ? words : path + ": " + words, cause);
    this.path = path;
    this.value = value;
    this.words = words;
  }

  /** Where it is wrong, from the root of the tree. */
  public String path() {
    return path;
  }

  /** What stands there; null after serialization. */
  public ConfigValue value() {
    return value;
  }

  /** What is wrong, without the path. */
  public String words() {
    return words;
  }
}
