package im.stress.protocol.protobuf;

/**
 * Makes writers of the texts that stand in a tree.
 *
 * @param <C> what the values are made of
 */
public interface ValueCompiler<C> {

  /**
   * Compiles one text.
   *
   * @param key where it stands in the tree, such as {@code payload.from}
   * @throws IllegalArgumentException says what is wrong with the text
   */
  ValueWriter<C> compile(String text, String key);
}
