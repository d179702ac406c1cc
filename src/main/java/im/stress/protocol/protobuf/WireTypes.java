package im.stress.protocol.protobuf;

import com.squareup.wire.Syntax;
import com.squareup.wire.schema.EnumType;
import com.squareup.wire.schema.Field.EncodeMode;
import com.squareup.wire.schema.MessageType;
import com.squareup.wire.schema.ProtoFile;
import com.squareup.wire.schema.ProtoType;
import com.squareup.wire.schema.Schema;
import com.squareup.wire.schema.Type;
import im.stress.protocol.protobuf.ProtoMessage.Field;
import im.stress.protocol.protobuf.ProtoMessage.Label;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Makes our types of those that the library has read. */
final class WireTypes {
  private final Map<String, MessageType> theirs = new LinkedHashMap<>();
  private final Map<String, ProtoMessage> ours = new LinkedHashMap<>();
  private final Map<String, ProtoEnum> enums = new LinkedHashMap<>();

  WireTypes(Schema schema) {
    for (ProtoFile file : schema.getProtoFiles()) {
      for (Type type : file.typesAndNestedTypes()) {
        String name = type.getType().toString();
        if (type instanceof MessageType message) {
          theirs.put(name, message);
          ours.put(name, new ProtoMessage(name));
        } else if (type instanceof EnumType constants) {
          enums.put(name, enumOf(constants));
        }
      }
    }
  }

  private static ProtoEnum enumOf(EnumType type) {
    if (type.getConstants().isEmpty()) {
      throw new IllegalArgumentException(
          type.getLocation() + ": expected a name in enum " + type.getName() + ", got none");
    }
    return new ProtoEnum(
        type.getType().toString(),
        type.getConstants().stream()
            .map(constant -> new ProtoEnum.Constant(constant.getName(), constant.getTag()))
            .toList());
  }

  /** All of them; once. */
  ProtoTypes types() {
    theirs.forEach(
        (name, message) ->
            ours.get(name)
                .define(
                    message.getFieldsAndOneOfFields().stream()
                        .map(field -> field(field, message.getSyntax()))
                        .toList()));
    return new ProtoTypes(ours.values());
  }

  private Field field(com.squareup.wire.schema.Field field, Syntax syntax) {
    ProtoType type = field.getType();
    if (type.isMap()) {
      ProtoMessage entry = new ProtoMessage("an entry of " + field.getName());
      entry.define(
          List.of(
              field("key", 1, type.getKeyType(), Label.IMPLICIT),
              field("value", 2, type.getValueType(), Label.IMPLICIT)));
      return new Field(field.getName(), field.getTag(), Kind.MESSAGE, Label.MAP, null, entry);
    }
    Field made = field(field.getName(), field.getTag(), type, label(field, syntax));
    return isPackedByDefault(made, field, syntax)
        ? field(made.name(), made.number(), type, Label.PACKED)
        : made;
  }

  /**
   * The library packs the enums of proto3 only when the file says so; protoc does it by default.
   */
  private static boolean isPackedByDefault(
      Field made, com.squareup.wire.schema.Field field, Syntax syntax) {
    return made.label() == Label.REPEATED
        && made.kind().isPackable()
        && syntax == Syntax.PROTO_3
        && field.getOptions().getElements().stream()
            .noneMatch(option -> option.getName().equals("packed"));
  }

  private Field field(String name, int number, ProtoType type, Label label) {
    if (type.isScalar()) {
      return new Field(name, number, Kind.ofScalar(type.getSimpleName()), label, null, null);
    }
    String typeName = type.toString();
    ProtoEnum names = enums.get(typeName);
    if (names != null) {
      return new Field(name, number, Kind.ENUM, label, names, null);
    }
    Label presence = label == Label.IMPLICIT ? Label.OPTIONAL : label;
    return new Field(name, number, Kind.MESSAGE, presence, null, ours.get(typeName));
  }

  private static Label label(com.squareup.wire.schema.Field field, Syntax syntax) {
    if (field.isRepeated()) {
      return field.getEncodeMode() == EncodeMode.PACKED ? Label.PACKED : Label.REPEATED;
    }
    if (field.isRequired()) {
      return Label.REQUIRED;
    }
    boolean explicit = field.isOneOf() || field.getLabel() != null || syntax != Syntax.PROTO_3;
    return explicit ? Label.OPTIONAL : Label.IMPLICIT;
  }
}
