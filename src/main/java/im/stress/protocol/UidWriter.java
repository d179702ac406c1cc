package im.stress.protocol;

import io.netty.buffer.ByteBuf;

/** Writes the id of any user, or of any group, without a String. Safe on any thread. */
public final class UidWriter {
  private final byte[] prefix;
  private final long first;

  /**
   * Writes ids of this form.
   *
   * @param prefix before the number, as the protocol has to write it
   * @param first number of the first one
   */
  public UidWriter(byte[] prefix, long first) {
    this.prefix = prefix.clone();
    this.first = first;
  }

  /** Appends the id of the user, or group, with this index. */
  public void write(int index, ByteBuf out) {
    out.writeBytes(prefix);
    Decimal.write(first + index, out);
  }
}
