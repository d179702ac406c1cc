package im.stress.protocol.inbound;

import im.stress.protocol.body.BodyFormat;

/** The formats that a path may name, such as {@code json}. */
@FunctionalInterface
public interface Formats {

  /**
   * The format of this name.
   *
   * @return null when there is none
   * @throws IllegalArgumentException when it can't be used, with the reason
   */
  BodyFormat named(String name);
}
