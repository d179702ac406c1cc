package im.stress.protocol;

import io.netty.buffer.ByteBuf;

/** Writes the id of any user, or of any group, without a String. Safe on any thread. */
public final class UidWriter {
  private static final byte[] NOTHING = {};

  private final byte[] prefix;
  private final long first;
  private final byte[] suffix;

  /** Whole ids, in place of counted ones; null = ids are counted. */
  private final byte[][] listed;

  /**
   * Writes ids of this form.
   *
   * @param prefix before the number, as the protocol has to write it
   * @param first number of the first one
   */
  public UidWriter(byte[] prefix, long first) {
    this(prefix, first, NOTHING);
  }

  /**
   * Writes ids of this form.
   *
   * @param prefix before the number, as the protocol has to write it
   * @param first number of the first one
   * @param suffix after the number
   */
  public UidWriter(byte[] prefix, long first, byte[] suffix) {
    this(prefix.clone(), first, suffix.clone(), null);
  }

  private UidWriter(byte[] prefix, long first, byte[] suffix, byte[][] listed) {
    this.prefix = prefix;
    this.first = first;
    this.suffix = suffix;
    this.listed = listed;
  }

  /**
   * Writes these ids.
   *
   * @param firstIndex index of the first of them
   * @param ids as the protocol has to write them; kept, not copied
   */
  static UidWriter listed(int firstIndex, byte[][] ids) {
    return new UidWriter(NOTHING, firstIndex, NOTHING, ids);
  }

  /** Appends the id of the user, or group, with this index. */
  public void write(int index, ByteBuf out) {
    if (listed != null) {
      writeListed(index, out);
      return;
    }
    out.writeBytes(prefix);
    Decimal.write(first + index, out);
    out.writeBytes(suffix);
  }

  /** Nobody here writes to users of other processes, whose ids are not known here. */
  private void writeListed(int index, ByteBuf out) {
    long row = index - first;
    if (row >= 0 && row < listed.length) {
      out.writeBytes(listed[(int) row]);
    } else {
      out.writeByte('#');
      Decimal.write(index, out);
    }
  }
}
