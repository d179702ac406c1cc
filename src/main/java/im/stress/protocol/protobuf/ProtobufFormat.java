package im.stress.protocol.protobuf;

import im.stress.protocol.body.BodyElements;
import im.stress.protocol.body.BodyFormat;
import im.stress.protocol.body.BodyReader;
import im.stress.protocol.body.PointerTree;
import im.stress.protocol.protobuf.ProtoPointer.Place;

/**
 * Bodies that are messages of one type. Pointers have the names of the {@code .proto} file, the
 * position of an element of a list, the key of a map.
 *
 * <p>Enums are read as text by their names, and as a number where the file has no name for it;
 * lists and maps as a whole have the bytes from their first to their last element.
 */
public final class ProtobufFormat implements BodyFormat {
  private final ProtoMessage type;

  /** Takes the type of every body. */
  public ProtobufFormat(ProtoMessage type) {
    this.type = type;
  }

  /** The type of every body. */
  public ProtoMessage type() {
    return type;
  }

  @Override
  public void require(String pointer, Object wanted) {
    Place place = new ProtoPointer(type, pointer, false).last();
    if (wanted == null) {
      return;
    }
    if (place == null || place.many() || place.message() != null) {
      String what = place == null || !place.many() ? "a message" : place.field().words();
      throw new IllegalArgumentException(
          "expected a pointer to a text, number or truth to compare with "
              + wanted
              + ", got "
              + what
              + " at \""
              + pointer
              + "\"");
    }
    Scalars.require(place.field(), wanted);
  }

  /** {@inheritDoc} Below a message of the body there is nothing where that message is not there. */
  @Override
  public void requireMayBeAbsent(String pointer) {
    ProtoPointer path = new ProtoPointer(type, pointer, false);
    Place place = path.last();
    if (path.steps().size() != 1) {
      return;
    }
    String name = place.field().name();
    if (place.many()) {
      throw new IllegalArgumentException(
          "expected another condition than present or absent: the list or map %s is always there: ask whether it is empty"
              .formatted(name));
    }
    if (place.field().label() == ProtoMessage.Label.IMPLICIT && place.message() == null) {
      throw new IllegalArgumentException(
          "expected another condition than present or absent: %s is always there in proto3: compare with %s, or declare it optional"
              .formatted(name, defaultOf(place.field())));
    }
  }

  private static String defaultOf(ProtoMessage.Field field) {
    return switch (field.kind()) {
      case STRING, BYTES -> "\"\"";
      case BOOL -> "false";
      case ENUM -> field.names().first().name();
      default -> "0";
    };
  }

  @Override
  public BodyReader newReader(PointerTree pointers) {
    return new ProtobufReader(type, pointers);
  }

  @Override
  public BodyElements elements(String pointer) {
    return new ProtobufElements(type, pointer);
  }
}
