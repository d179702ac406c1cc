package im.stress.channel;

import io.netty.buffer.ByteBuf;

/**
 * How messages are told apart on a connection. But for {@link #MESSAGE} it is the same within the
 * frames of WebSocket as over TCP, in both directions.
 */
@SuppressWarnings("ClassInitializationDeadlock") // without default methods, none waits for this one
public sealed interface Framing {
  /** Each data frame of WebSocket is one message. TCP has no frames. */
  Framing MESSAGE = new Message();

  /** JSON objects, one after the other, with or without white space between them. */
  Framing JSON = new Json();

  /** Lines: each message ends with a line feed, which is no part of it. */
  Framing LINES = new Delimited((byte) '\n');

  /** Whether messages stand in a stream, so that a frame or a read may hold several, or a part. */
  boolean isStream();

  /** See {@link #MESSAGE}. */
  record Message() implements Framing {
    @Override
    public boolean isStream() {
      return false;
    }
  }

  /** See {@link #JSON}. */
  record Json() implements Framing {
    @Override
    public boolean isStream() {
      return true;
    }
  }

  /**
   * Each message ends with this byte, which is no part of it and which the transport writes. Where
   * nothing stands between two of them there is no message.
   */
  record Delimited(byte delimiter) implements Framing {
    @Override
    public boolean isStream() {
      return true;
    }
  }

  /**
   * Each message has a header with its length. It is shown whole, header included, and is sent as
   * it was written.
   *
   * @param offset of the length in the header, in bytes
   * @param type of the length, of 4 bytes at most
   * @param counts what the length counts
   * @param headerBytes length of the header: no message is shorter
   */
  record LengthField(int offset, NumberType type, Counts counts, int headerBytes)
      implements Framing {

    /** Takes a length that a message can have, and a header that has room for it. */
    public LengthField {
      if (type.bytes() > Integer.BYTES) {
        throw new IllegalArgumentException(
            "type: expected at most 4 bytes, got " + type.bytes() + " (" + type.key() + ")");
      }
      if (offset < 0 || headerBytes < offset + type.bytes()) {
        throw new IllegalArgumentException(
            "headerBytes: expected offset + %d or more, offset 0 or more; got %d, offset %d"
                .formatted(type.bytes(), headerBytes, offset));
      }
    }

    @Override
    public boolean isStream() {
      return true;
    }

    /**
     * The length of a message in bytes, header included, as the message says; it may be shorter
     * than its own header.
     *
     * @param start index of its first byte, of a header that has come
     */
    public long messageBytes(ByteBuf in, int start) {
      long length = type.read(in, start + offset);
      return counts == Counts.WHOLE ? length : headerBytes + length;
    }
  }

  /**
   * Requests and answers of HTTP/1.1.
   *
   * @param keepAlive whether a user's requests share one connection; else each has its own
   */
  record Http(boolean keepAlive) implements Framing {
    @Override
    public boolean isStream() {
      return false;
    }
  }

  /** What a length counts. */
  enum Counts {
    /** The whole message, with its header. */
    WHOLE,
    /** What follows the header. */
    AFTER
  }

  /**
   * Before each message stands its length as a varint of Protobuf (1 to 5 bytes). It is no part of
   * the message, and the transport writes it. A message may be empty.
   */
  record Varint() implements Framing {
    @Override
    public boolean isStream() {
      return true;
    }
  }
}
