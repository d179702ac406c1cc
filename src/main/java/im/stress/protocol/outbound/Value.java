package im.stress.protocol.outbound;

import io.netty.buffer.ByteBuf;

/** A value that stands in a message. Safe on any thread. */
public interface Value {

  /** Appends the value as it is, a text in UTF-8. */
  void write(Outgoing outgoing, ByteBuf out);

  /** Whether it is of digits, letters and the like, and needs no escape in any format. */
  default boolean isPlain() {
    return false;
  }

  /** The same value as JSON has it between quotes. */
  default Value inJson() {
    return isPlain() ? this : Function.JSON.of(this);
  }

  /** A value of bytes that are no text. */
  interface Raw extends Value {
    /** What it is, for errors. */
    String words();

    @Override
    default Value inJson() {
      throw new IllegalArgumentException(
          "expected text, got %s: pipe it through hex or base64".formatted(words()));
    }
  }

  /** A value that needs no escape. */
  interface Plain extends Value {
    @Override
    default boolean isPlain() {
      return true;
    }
  }
}
