package im.stress.server;

import com.google.protobuf.ByteString;
import com.google.protobuf.CodedOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;

/** Writes one Protobuf message; as in proto3, a value that is 0 or empty is not written. */
final class ProtoWriter {
  private final ByteString.Output bytes = ByteString.newOutput();
  private final CodedOutputStream out = CodedOutputStream.newInstance(bytes);

  /** Writing to memory doesn't fail. */
  private interface Step {
    void write() throws IOException;
  }

  private ProtoWriter write(boolean wanted, Step step) {
    try {
      if (wanted) {
        step.write();
      }
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Adds an enum or int32. */
  ProtoWriter number(int field, int value) {
    return write(value != 0, () -> out.writeInt32(field, value));
  }

  /** Adds a fixed64. */
  ProtoWriter fixed64(int field, long value) {
    return write(value != 0, () -> out.writeFixed64(field, value));
  }

  /** Adds bytes, or a message within this one. */
  ProtoWriter bytes(int field, ByteString value) {
    return write(!value.isEmpty(), () -> out.writeBytes(field, value));
  }

  /** Adds a string. */
  ProtoWriter text(int field, String value) {
    return write(!value.isEmpty(), () -> out.writeString(field, value));
  }

  /** The whole message. */
  ByteString toBytes() {
    write(true, out::flush);
    return bytes.toByteString();
  }
}
