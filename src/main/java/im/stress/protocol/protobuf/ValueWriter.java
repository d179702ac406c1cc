package im.stress.protocol.protobuf;

import io.netty.buffer.ByteBuf;

/**
 * Writes the text of one value.
 *
 * @param <C> what the value is made of, such as the message that is to be sent
 */
public interface ValueWriter<C> {

  /** Appends the value as text in UTF-8, or as bytes for a field of bytes. */
  void write(C context, ByteBuf out);

  /** Whether it writes the same each time, and without a context: then it is asked once. */
  default boolean isConstant() {
    return false;
  }
}
