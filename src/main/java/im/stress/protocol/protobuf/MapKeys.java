package im.stress.protocol.protobuf;

import im.stress.protocol.protobuf.ProtoMessage.Field;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** The key of a map's entry that a pointer names. */
final class MapKeys {
  private final Kind kind;
  private final byte[] text;
  private final long whole;

  MapKeys(Field map, String key) {
    kind = map.key().kind();
    text = key.getBytes(StandardCharsets.UTF_8);
    whole = kind == Kind.STRING ? 0 : number(kind, key);
  }

  /** Refuses a key that the map can't have. */
  static void require(Field map, String key) {
    if (map.key().kind() != Kind.STRING) {
      Scalars.require(map.key(), keyOf(map.key().kind(), key));
    }
  }

  private static Object keyOf(Kind kind, String key) {
    if (kind == Kind.BOOL && (key.equals("true") || key.equals("false"))) {
      return Boolean.valueOf(key);
    }
    try {
      return new BigDecimal(key);
    } catch (NumberFormatException e) {
      return key;
    }
  }

  private static long number(Kind kind, String key) {
    return kind == Kind.BOOL ? (key.equals("true") ? 1 : 0) : Scalars.whole(kind, key);
  }

  /** Whether the key between these bytes is this one; a text. */
  boolean is(byte[] bytes, int start, int end) {
    return kind == Kind.STRING && Arrays.equals(bytes, start, end, text, 0, text.length);
  }

  /** Whether the key with these bits is this one; a number or truth. */
  boolean is(long bits) {
    if (kind == Kind.BOOL) {
      return whole == 1 == (bits != 0);
    }
    return kind != Kind.STRING && Numbers.whole(kind, bits) == whole;
  }
}
