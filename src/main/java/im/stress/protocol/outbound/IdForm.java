package im.stress.protocol.outbound;

import im.stress.protocol.Decimal;
import im.stress.protocol.Hex;
import im.stress.protocol.MessageId;
import im.stress.protocol.OutgoingMessage;
import im.stress.protocol.body.BodyValue;
import io.netty.buffer.ByteBuf;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * How a message is named on the wire, and known again in its acknowledgement. All but {@link
 * #SEQUENCE} are unique over all machines of a run.
 */
public enum IdForm {
  /** 24 hexadecimal digits: {@link MessageId}. */
  HEX24 {
    @Override
    public void write(OutgoingMessage message, long sequence, ByteBuf out) {
      message.writeId(out);
    }

    @Override
    public long read(BodyValue value, int runKey) {
      return MessageId.read(value, runKey);
    }
  },
  /** A UUID of version 8 (RFC 9562 section 5.8) as text. */
  UUID {
    @Override
    public void write(OutgoingMessage message, long sequence, ByteBuf out) {
      long high = UuidBits.high(message.runKey(), message.from());
      long low = UuidBits.low(message.from(), message.number());
      Hex.write(high >>> 32, 8, out);
      out.writeByte('-');
      Hex.write(high >>> 16, 4, out);
      out.writeByte('-');
      Hex.write(high, 4, out);
      out.writeByte('-');
      Hex.write(low >>> 48, 4, out);
      out.writeByte('-');
      Hex.write(low, 12, out);
    }

    @Override
    public long read(BodyValue value, int runKey) {
      return UuidBits.ofText(value, runKey);
    }
  },
  /** The 16 bytes of the same UUID. */
  UUID_BYTES {
    @Override
    public void write(OutgoingMessage message, long sequence, ByteBuf out) {
      out.writeLong(UuidBits.high(message.runKey(), message.from()));
      out.writeLong(UuidBits.low(message.from(), message.number()));
    }

    @Override
    public long read(BodyValue value, int runKey) {
      return UuidBits.ofBytes(value, runKey);
    }
  },
  /** The number of the message among those of its connection. */
  SEQUENCE {
    @Override
    public void write(OutgoingMessage message, long sequence, ByteBuf out) {
      Decimal.write(sequence, out);
    }

    /** {@inheritDoc} Only the connection knows which message has this number. */
    @Override
    public long read(BodyValue value, int runKey) {
      return MessageId.FOREIGN;
    }
  },
  /** Messages have none. */
  NONE {
    @Override
    public void write(OutgoingMessage message, long sequence, ByteBuf out) {
      // Nothing stands for it.
    }

    @Override
    public long read(BodyValue value, int runKey) {
      return MessageId.FOREIGN;
    }
  };

  /** The form of this name in a preset. */
  public static Optional<IdForm> named(String key) {
    return Arrays.stream(values()).filter(form -> form.key().equals(key)).findFirst();
  }

  /** The names of all forms. */
  public static List<String> names() {
    return Arrays.stream(values()).map(IdForm::key).toList();
  }

  /** Its name in a preset. */
  public String key() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** Appends the id of a message, which has this number on its connection. */
  public abstract void write(OutgoingMessage message, long sequence, ByteBuf out);

  /**
   * Reads an id.
   *
   * @return as {@link MessageId#read}
   */
  public abstract long read(BodyValue value, int runKey);

  /** Where run key, user and number stand in a UUID. */
  private static final class UuidBits {
    private static final long VERSION = 0x8000;
    private static final long VARIANT = 0x8000L << 48;
    private static final int TEXT_LENGTH = 36;

    static long high(int runKey, int user) {
      return ((long) runKey << 32) | ((long) (user >>> 16) << 16) | VERSION | (user >>> 4 & 0xfff);
    }

    static long low(int user, int number) {
      return VARIANT | ((long) (user & 0xf) << 48) | number;
    }

    static long ofText(BodyValue value, int runKey) {
      if (value.length() != TEXT_LENGTH) {
        return MessageId.FOREIGN;
      }
      long first = Hex.read(value, 0, 8);
      long second = Hex.read(value, 9, 4);
      long third = Hex.read(value, 14, 4);
      long fourth = Hex.read(value, 19, 4);
      long fifth = Hex.read(value, 24, 12);
      boolean isUuid = (first | second | third | fourth | fifth) >= 0;
      return isUuid
          ? parts((first << 32) | (second << 16) | third, (fourth << 48) | fifth, runKey)
          : MessageId.FOREIGN;
    }

    static long ofBytes(BodyValue value, int runKey) {
      if (!value.hasBytes() || value.end() - value.start() != 2 * Long.BYTES) {
        return MessageId.FOREIGN;
      }
      return parts(
          number(value.array(), value.start()),
          number(value.array(), value.start() + Long.BYTES),
          runKey);
    }

    private static long number(byte[] bytes, int at) {
      long number = 0;
      for (int i = 0; i < Long.BYTES; i++) {
        number = (number << 8) | (bytes[at + i] & 0xff);
      }
      return number;
    }

    private static long parts(long high, long low, int runKey) {
      int user =
          (int) (((high >>> 16 & 0xffff) << 16) | ((high & 0xfff) << 4) | (low >>> 48 & 0xf));
      int number = (int) low;
      boolean ours = high == high(runKey, user) && low == low(user, number);
      return ours && user >= 0 && number >= 0 ? ((long) user << 32) | number : MessageId.FOREIGN;
    }
  }
}
