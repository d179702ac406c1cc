package im.stress.protocol.outbound;

import im.stress.protocol.Hex;
import io.netty.buffer.ByteBuf;
import java.security.DigestException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What can be made of a value, by the names that stand after {@code |}. Safe on any thread. */
@SuppressWarnings("ImmutableEnumChecker") // each thread has a digest of its own
enum Function {
  /** RFC 4648 section 4, with padding. */
  BASE64(true) {
    @Override
    void write(ByteBuf in, ByteBuf out) {
      Base64Letters.STANDARD.write(in, out);
    }
  },
  /** RFC 4648 section 5, without padding. */
  BASE64URL(true) {
    @Override
    void write(ByteBuf in, ByteBuf out) {
      Base64Letters.URL.write(in, out);
    }
  },
  /** Two lower-case digits for each byte. */
  HEX(true) {
    @Override
    void write(ByteBuf in, ByteBuf out) {
      while (in.isReadable()) {
        Hex.write(in.readByte() & 0xff, 2, out);
      }
    }
  },
  /** Digest of RFC 1321, in hexadecimal digits. */
  MD5(true) {
    private final ThreadLocal<Digest> digest = ThreadLocal.withInitial(() -> new Digest("MD5"));

    @Override
    void write(ByteBuf in, ByteBuf out) {
      digest.get().write(in, out);
    }
  },
  /** Digest of FIPS 180-4, in hexadecimal digits. */
  SHA256(true) {
    private final ThreadLocal<Digest> digest = ThreadLocal.withInitial(() -> new Digest("SHA-256"));

    @Override
    void write(ByteBuf in, ByteBuf out) {
      digest.get().write(in, out);
    }
  },
  /** Percent-encoded (RFC 3986 section 2): all but letters, digits and {@code - . _ ~}. */
  URLENCODE(true) {
    @Override
    void write(ByteBuf in, ByteBuf out) {
      while (in.isReadable()) {
        int octet = in.readByte() & 0xff;
        if (octet < 0x80 && (Character.isLetterOrDigit(octet) || "-._~".indexOf(octet) >= 0)) {
          out.writeByte(octet);
        } else {
          out.writeByte('%');
          out.writeByte(Character.toUpperCase(Character.forDigit(octet >> 4, 16)));
          out.writeByte(Character.toUpperCase(Character.forDigit(octet & 0xf, 16)));
        }
      }
    }
  },
  /** As it stands between the quotes of JSON (RFC 8259 section 7): for JSON inside a text. */
  JSON(false) {
    @Override
    void write(ByteBuf in, ByteBuf out) {
      while (in.isReadable()) {
        int octet = in.readByte();
        if (octet == '"' || octet == '\\') {
          out.writeByte('\\').writeByte(octet);
        } else if (octet >= 0 && octet < ' ') {
          out.writeByte('\\').writeByte('u');
          Hex.write(octet, 4, out);
        } else {
          out.writeByte(octet);
        }
      }
    }
  };

  private final boolean plain;

  Function(boolean plain) {
    this.plain = plain;
  }

  /** The function of this name. */
  static Optional<Function> named(String name) {
    return Arrays.stream(values()).filter(function -> function.key().equals(name)).findFirst();
  }

  /** Its name in a template. */
  String key() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Writes what it makes of all that is readable. */
  abstract void write(ByteBuf in, ByteBuf out);

  /** The result of this function on a value. */
  Value of(Value argument) {
    return new Applied(this, argument);
  }

  private record Applied(Function function, Value argument) implements Value {
    @Override
    public void write(Outgoing outgoing, ByteBuf out) {
      ByteBuf in = outgoing.scratch().lend();
      try {
        argument.write(outgoing, in);
        function.write(in, out);
      } finally {
        outgoing.scratch().giveBack();
      }
    }

    @Override
    public boolean isPlain() {
      return function.plain;
    }
  }

  /** A digest that is used again and again by one thread. */
  private static final class Digest {
    private final MessageDigest digest;
    private final byte[] result;

    Digest(String algorithm) {
      try {
        digest = MessageDigest.getInstance(algorithm);
      } catch (NoSuchAlgorithmException e) {
        throw new IllegalStateException(e); // every JDK has both (Javadoc of MessageDigest)
      }
      result = new byte[digest.getDigestLength()];
    }

    void write(ByteBuf in, ByteBuf out) {
      digest.update(in.array(), in.arrayOffset() + in.readerIndex(), in.readableBytes());
      try {
        digest.digest(result, 0, result.length);
      } catch (DigestException e) {
        throw new IllegalStateException(e);
      }
      for (byte octet : result) {
        Hex.write(octet & 0xff, 2, out);
      }
    }
  }
}
