package im.stress.protocol;

import io.netty.buffer.ByteBuf;

/** Writes the uid of any user without a String. Safe on any thread. */
public final class UidWriter {
  private final byte[] prefix;
  private final long first;

  /**
   * Writes uids of this form.
   *
   * @param prefix before the number, as the protocol has to write it
   * @param first number of user 0
   */
  public UidWriter(byte[] prefix, long first) {
    this.prefix = prefix.clone();
    this.first = first;
  }

  /** Appends the uid of the user with this index. */
  public void write(int user, ByteBuf out) {
    out.writeBytes(prefix);
    Decimal.write(first + user, out);
  }
}
