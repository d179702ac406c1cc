package im.stress.measure;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Texts of one kind that carry something from the server, such as a code. Gatling keeps each text
 * that it has logged until the run ends, so a server that makes up codes must not fill the memory:
 * only the first texts are kept apart. Safe on any thread.
 */
public final class BoundedTexts {
  /** More than any protocol has; two threads may pass it at the same time, by one text each. */
  static final int MAX_TEXTS = 50;

  private final String other;
  private final Set<String> known = ConcurrentHashMap.newKeySet();

  /**
   * None is known yet.
   *
   * @param other stands for each text that comes after the first ones
   */
  public BoundedTexts(String other) {
    this.other = other;
  }

  /** This text if it is among the first ones, otherwise the one that stands for all others. */
  public String bounded(String text) {
    if (known.contains(text)) {
      return text;
    }
    if (known.size() >= MAX_TEXTS) {
      return other;
    }
    known.add(text);
    return text;
  }
}
