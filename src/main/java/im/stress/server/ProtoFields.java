package im.stress.server;

import com.google.protobuf.ByteString;
import com.google.protobuf.CodedInputStream;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.WireFormat;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;

/**
 * The fields of one Protobuf message by their numbers, as proto3 has it: a field that is missing,
 * or of another wire type, has the value 0 or is empty; of several the last one counts; unknown
 * ones do no harm. Read-only.
 */
final class ProtoFields {
  /** By number and wire type together, as a tag has them. */
  private final Map<Integer, Object> byTag = new HashMap<>();

  private ProtoFields() {}

  /**
   * Reads a whole message.
   *
   * @throws InvalidProtocolBufferException when it is none
   */
  static ProtoFields read(CodedInputStream in) throws InvalidProtocolBufferException {
    try {
      ProtoFields fields = new ProtoFields();
      for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
        fields.readOne(tag, in);
      }
      return fields;
    } catch (InvalidProtocolBufferException e) {
      throw e;
    } catch (IOException e) {
      throw new InvalidProtocolBufferException(e);
    }
  }

  private void readOne(int tag, CodedInputStream in) throws IOException {
    switch (WireFormat.getTagWireType(tag)) {
      case WireFormat.WIRETYPE_VARINT -> byTag.put(tag, in.readInt64());
      case WireFormat.WIRETYPE_FIXED64 -> byTag.put(tag, in.readFixed64());
      case WireFormat.WIRETYPE_LENGTH_DELIMITED -> byTag.put(tag, in.readBytes());
      default -> {
        if (!in.skipField(tag)) {
          throw new InvalidProtocolBufferException("the end of a group that has no start");
        }
      }
    }
  }

  /** An enum or int32. */
  int number(int field) {
    return (int) whole(field, WireFormat.WIRETYPE_VARINT);
  }

  /** A fixed64; those from 2^63 on are negative here. */
  long fixed64(int field) {
    return whole(field, WireFormat.WIRETYPE_FIXED64);
  }

  private long whole(int field, int wireType) {
    return byTag.get(tag(field, wireType)) instanceof Long value ? value : 0;
  }

  /** Bytes, or a message within this one. */
  ByteString bytes(int field) {
    Object value = byTag.get(tag(field, WireFormat.WIRETYPE_LENGTH_DELIMITED));
    return value instanceof ByteString bytes ? bytes : ByteString.EMPTY;
  }

  /**
   * A string.
   *
   * @throws InvalidProtocolBufferException when it is no UTF-8, which proto3 demands
   */
  String text(int field) throws InvalidProtocolBufferException {
    ByteString bytes = bytes(field);
    if (!bytes.isValidUtf8()) {
      throw new InvalidProtocolBufferException("text that is no UTF-8 in field " + field);
    }
    return bytes.toStringUtf8();
  }

  private static int tag(int field, int wireType) {
    return field << 3 | wireType;
  }
}
