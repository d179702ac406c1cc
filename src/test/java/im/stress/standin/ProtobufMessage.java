package im.stress.standin;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.CodedOutputStream;
import com.google.protobuf.WireFormat;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * A Protobuf message of numbers (varint), texts and maps of texts, by field numbers. As in proto3,
 * what is 0 or empty isn't written.
 */
final class ProtobufMessage {
  private final Map<Integer, List<Object>> fields = new TreeMap<>();

  /** Fails on bytes that are no message, and on fields that are neither number nor text. */
  static ProtobufMessage read(byte[] bytes) throws IOException {
    ProtobufMessage message = new ProtobufMessage();
    CodedInputStream in = CodedInputStream.newInstance(bytes);
    for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
      message.add(WireFormat.getTagFieldNumber(tag), value(in, WireFormat.getTagWireType(tag)));
    }
    return message;
  }

  private static Object value(CodedInputStream in, int wireType) throws IOException {
    return switch (wireType) {
      case WireFormat.WIRETYPE_VARINT -> in.readInt64();
      case WireFormat.WIRETYPE_LENGTH_DELIMITED -> in.readByteArray();
      default -> throw new IOException("wire type: expected 0 or 2, got " + wireType);
    };
  }

  private ProtobufMessage add(int field, Object value) {
    fields.computeIfAbsent(field, number -> new ArrayList<>()).add(value);
    return this;
  }

  /** Adds a number; once more for a repeated field. */
  ProtobufMessage with(int field, long number) {
    return number == 0 ? this : add(field, number);
  }

  /** Adds a text; once more for a repeated field. */
  ProtobufMessage with(int field, String text) {
    return text.isEmpty() ? this : add(field, text.getBytes(UTF_8));
  }

  /** Adds an entry of a map from text to text. */
  ProtobufMessage withEntry(int field, String key, String value) {
    return add(field, new ProtobufMessage().with(1, key).with(2, value).bytes());
  }

  /** The numbers of the fields that are there. */
  Set<Integer> fields() {
    return fields.keySet();
  }

  /** Value of a field; 0 = it isn't there, or is no number. */
  long number(int field) {
    return last(field) instanceof Long number ? number : 0;
  }

  /** Value of a field; empty = it isn't there, or is no text. */
  String text(int field) {
    return last(field) instanceof byte[] text ? new String(text, UTF_8) : "";
  }

  /** As the last value of a field that came twice counts. */
  private Object last(int field) {
    List<Object> values = fields.getOrDefault(field, List.of(""));
    return values.get(values.size() - 1);
  }

  /** Entries of a map from text to text. */
  Map<String, String> map(int field) throws IOException {
    Map<String, String> map = new LinkedHashMap<>();
    for (Object value : fields.getOrDefault(field, List.of())) {
      if (value instanceof byte[] bytes) {
        ProtobufMessage entry = read(bytes);
        map.put(entry.text(1), entry.text(2));
      }
    }
    return map;
  }

  /** The message in its wire form, fields by number. */
  byte[] bytes() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    CodedOutputStream out = CodedOutputStream.newInstance(bytes);
    try {
      for (Map.Entry<Integer, List<Object>> field : fields.entrySet()) {
        for (Object value : field.getValue()) {
          if (value instanceof byte[] text) {
            out.writeByteArray(field.getKey(), text);
          } else {
            out.writeInt64(field.getKey(), (Long) value);
          }
        }
      }
      out.flush();
    } catch (IOException e) {
      throw new UncheckedIOException("an array takes all bytes", e);
    }
    return bytes.toByteArray();
  }
}
