package im.stress.protocol.protobuf;

import im.stress.protocol.ProtocolException;
import im.stress.protocol.protobuf.ProtoMessage.Field;

/** Where the key and the value of an entry of a map stand. Reused; not thread-safe. */
final class MapEntry {
  private final WireInput in;
  private Field key;
  private long keyBits;
  private int keyStart;
  private int keyEnd;
  private int valueAt;

  MapEntry(WireInput in) {
    this.in = in;
  }

  /** Reads the entry from here to its end. */
  void read(Field map, int end) throws ProtocolException {
    key = map.key();
    keyBits = 0;
    keyStart = in.at();
    keyEnd = in.at();
    valueAt = -1;
    while (in.at() < end) {
      int tag = in.tag(end);
      Field field = map.message().field(Wire.numberOf(tag));
      if (field != null) {
        in.requireWire(field, Wire.typeOf(tag));
      }
      if (key.number() == Wire.numberOf(tag)) {
        readKey(end);
      } else {
        valueAt = field == null ? valueAt : in.at();
        in.skip(Wire.typeOf(tag), end);
      }
    }
  }

  private void readKey(int end) throws ProtocolException {
    if (key.kind() == Kind.STRING) {
      keyEnd = in.endOfLength(end);
      keyStart = in.at();
      in.goTo(keyEnd);
    } else {
      keyBits = in.bits(key.kind(), end);
    }
  }

  /** Whether it is the entry of this key. */
  boolean hasKey(MapKeys wanted) {
    return key.kind() == Kind.STRING ? wanted.is(in.bytes(), keyStart, keyEnd) : wanted.is(keyBits);
  }

  /** Index of the value behind its tag; -1 = it has the default. */
  int valueAt() {
    return valueAt;
  }
}
