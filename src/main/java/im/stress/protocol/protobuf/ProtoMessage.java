package im.stress.protocol.protobuf;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/** The fields of a message type. Messages may hold each other, so they get them later. */
public final class ProtoMessage {
  private final String name;
  private List<Field> fields = List.of();
  private Field[] byNumber = new Field[0];

  ProtoMessage(String name) {
    this.name = name;
  }

  /** How often a field may stand in a message, and what it means that it doesn't. */
  enum Label {
    /** Always there, or the message is broken (proto2). */
    REQUIRED,
    /** There or not. */
    OPTIONAL,
    /** Not there means its default: 0, false, empty, the first name (proto3). */
    IMPLICIT,
    /** Any number of times, each with a tag; read in one piece too. */
    REPEATED,
    /** Any number of times, written in one piece; read with tags too. */
    PACKED,
    /** Any number of entries, which are messages with a key (1) and a value (2). */
    MAP;

    boolean isList() {
      return this == REPEATED || this == PACKED;
    }
  }

  /**
   * A field.
   *
   * @param names of an enum, else null
   * @param message the type of a message or of the entries of a map, else null
   */
  record Field(
      String name, int number, Kind kind, Label label, ProtoEnum names, ProtoMessage message) {

    boolean isMap() {
      return label == Label.MAP;
    }

    /** Of a map: its keys. */
    Field key() {
      return message.field(1);
    }

    /** Of a map: its values. */
    Field value() {
      return message.field(2);
    }

    /** The type for people. */
    String words() {
      return switch (label) {
        case MAP -> "a map";
        case REPEATED, PACKED -> "a list of " + typeName();
        default -> typeName();
      };
    }

    private String typeName() {
      return switch (kind) {
        case MESSAGE -> message.name();
        case ENUM -> names.name();
        default -> kind.words();
      };
    }
  }

  /** The type has these fields; once, while it is read from its file. */
  void define(List<Field> newFields) {
    fields = List.copyOf(newFields);
    byNumber = fields.toArray(Field[]::new);
    Arrays.sort(byNumber, Comparator.comparingInt(Field::number));
  }

  /** The whole name, with its package. */
  public String name() {
    return name;
  }

  /** The fields, in the order of the file. */
  List<Field> fields() {
    return fields;
  }

  /** The field of this name, or null. */
  Field field(String wanted) {
    for (Field field : fields) {
      if (field.name.equals(wanted)) {
        return field;
      }
    }
    return null;
  }

  /** The field with this number, or null. */
  Field field(int number) {
    int index = indexOf(number);
    return index < 0 ? null : byNumber[index];
  }

  /** Position of a field when they are sorted by number; negative when there is none. */
  int indexOf(int number) {
    // Most files count from 1 without gaps.
    if (number > 0 && number <= byNumber.length && byNumber[number - 1].number == number) {
      return number - 1;
    }
    int low = 0;
    int high = byNumber.length;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (byNumber[middle].number < number) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low < byNumber.length && byNumber[low].number == number ? low : -1;
  }

  /** The field at this position when they are sorted by number. */
  Field at(int index) {
    return byNumber[index];
  }

  /** The type and its fields for people, such as {@code C2CAck (id, code)}. */
  String words() {
    return name + fields.stream().map(Field::name).collect(Collectors.joining(", ", " (", ")"));
  }

  @Override
  public String toString() {
    return words();
  }
}
