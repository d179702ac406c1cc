package im.stress.protocol.body;

/** A format of bodies: what pointers there may be, and how they are read. Safe on any thread. */
public interface BodyFormat {

  /**
   * Refuses a pointer that leads to nothing in any body of this format, or a value that can't be
   * there.
   *
   * @param pointer a JSON pointer (RFC 6901); empty = the whole body
   * @param wanted a text, number or truth that it is compared with; null = none
   * @throws IllegalArgumentException with the words {@code expected …, got …}
   */
  void require(String pointer, Object wanted);

  /**
   * Refuses the question whether there is anything at a pointer, where there always is.
   *
   * @throws IllegalArgumentException as {@link #require}
   */
  default void requireMayBeAbsent(String pointer) {}

  /** A reader for the pointers of this tree, all of which were found good before. */
  BodyReader newReader(PointerTree pointers);

  /**
   * The elements at a pointer with {@code *} in it, which stands for every element of an array, or
   * every value of an object or map.
   *
   * @throws IllegalArgumentException as {@link #require}
   */
  BodyElements elements(String pointer);
}
