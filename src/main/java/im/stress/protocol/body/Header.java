package im.stress.protocol.body;

import im.stress.channel.NumberType;
import im.stress.protocol.ProtocolException;
import java.util.List;

/**
 * Whole numbers of fixed width before a body, in order. As a format of bodies: its pointers are the
 * names of the fields.
 */
public final class Header implements BodyFormat {
  private final List<Field> fields;
  private final List<String> names;
  private final int length;

  /** These fields, whose names differ. */
  public Header(List<Field> fields) {
    this.fields = List.copyOf(fields);
    names = fields.stream().map(Field::name).toList();
    length = fields.stream().mapToInt(field -> field.type().bytes()).sum();
  }

  /**
   * One number.
   *
   * @param counts what it is the length of; null = it is none
   */
  public record Field(String name, NumberType type, Counts counts) {}

  /** What a length counts, in bytes. */
  public enum Counts {
    /** The header and the body. */
    WHOLE,
    /** The body alone. */
    BODY,
    /** The header alone. */
    HEADER
  }

  /** The fields in order. */
  public List<Field> fields() {
    return fields;
  }

  /** The names of the fields, in order. */
  public List<String> names() {
    return names;
  }

  /** Whether it says how long a message is. */
  public boolean hasLength() {
    return fields.stream()
        .anyMatch(field -> field.counts() == Counts.WHOLE || field.counts() == Counts.BODY);
  }

  /** How many bytes it has. */
  public int length() {
    return length;
  }

  /**
   * The length of a message with this header, header included, by what the header says; -1 = the
   * header has no length, or is not whole.
   *
   * @param start index of the first byte of the message
   * @param end index after the last byte that there is
   */
  public long messageBytes(byte[] bytes, int start, int end) {
    int at = start;
    for (int i = 0; i < fields.size() && length <= end - start; i++) {
      Field field = fields.get(i);
      if (field.counts() == Counts.WHOLE) {
        return field.type().read(bytes, at);
      }
      if (field.counts() == Counts.BODY) {
        return length + field.type().read(bytes, at);
      }
      at += field.type().bytes();
    }
    return -1;
  }

  @Override
  public void require(String pointer, Object wanted) {
    if (wanted != null && !(wanted instanceof Number)) {
      throw new IllegalArgumentException(
          "expected a whole number in the header, got \"" + wanted + '"');
    }
  }

  @Override
  public BodyReader newReader(PointerTree pointers) {
    return new HeaderReader(this, pointers.pointers());
  }

  @Override
  public BodyElements elements(String pointer) {
    throw new IllegalArgumentException("expected a pointer into a body, got one into the header");
  }

  /** Reads all fields of interest. */
  private static final class HeaderReader implements BodyReader {
    private final NumberType[] types;
    private final int[] offsets;
    private final BodyValue[] values;

    HeaderReader(Header header, List<String> pointers) {
      types = new NumberType[pointers.size()];
      offsets = new int[pointers.size()];
      values = new BodyValue[pointers.size()];
      int offset = 0;
      for (Field field : header.fields) {
        int slot = pointers.indexOf("/" + field.name());
        if (slot >= 0) {
          types[slot] = field.type();
          offsets[slot] = offset;
          values[slot] = new BodyValue("header." + field.name());
        }
        offset += field.type().bytes();
      }
    }

    @Override
    public void read(byte[] bytes, int start, int end) throws ProtocolException {
      for (int i = 0; i < values.length; i++) {
        values[i].setNumber(types[i].read(bytes, start + offsets[i]), offsets[i]);
      }
    }

    @Override
    public BodyValue value(int slot) {
      return values[slot];
    }
  }
}
