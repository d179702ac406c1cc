package im.stress.protocol.protobuf;

import com.typesafe.config.ConfigList;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigUtil;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueType;
import im.stress.config.NearestName;
import im.stress.protocol.protobuf.ProtoMessage.Field;
import im.stress.protocol.protobuf.ProtoMessage.Label;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Makes parts of the tree of a message. */
final class TreeCompiler<C> {
  /** Begins the key of a block that stands for a message inside a value. */
  static final String TYPE = "protobuf:";

  private final LeafCompiler<C> leaves;
  private final ProtoTypes types;

  TreeCompiler(ProtoTypes types, ValueCompiler<C> compiler) {
    this.types = types;
    leaves = new LeafCompiler<>(compiler);
  }

  /** A whole message, without its length; its fields in the order of their numbers. */
  Part<C> message(ProtoMessage type, ConfigObject tree, String path) {
    Map<Integer, Field> fields = new TreeMap<>();
    for (Map.Entry<String, ConfigValue> entry : tree.entrySet()) {
      if (entry.getValue().valueType() != ConfigValueType.NULL) {
        Field field = field(type, entry.getKey(), path, entry.getValue());
        fields.put(field.number(), field);
      }
    }
    requireAll(type, fields, tree, path);
    List<Part<C>> parts = new ArrayList<>();
    for (Field field : fields.values()) {
      parts.add(field(field, tree.get(field.name()), below(path, field.name())));
    }
    return Part.Sequence.of(parts);
  }

  private static String below(String path, String key) {
    return (path.isEmpty() ? "" : path + ".") + ConfigUtil.joinPath(key);
  }

  private static Field field(ProtoMessage type, String name, String path, ConfigValue value) {
    Field field = type.field(name);
    if (field == null) {
      List<String> names = type.fields().stream().map(Field::name).toList();
      String near =
          NearestName.of(name, names).map(one -> "; did you mean " + one + "?").orElse("");
      throw new TreeException(
          below(path, name), value, "unknown; expected a field of " + type.words() + near);
    }
    return field;
  }

  private static void requireAll(
      ProtoMessage type, Map<Integer, Field> there, ConfigObject tree, String path) {
    for (Field field : type.fields()) {
      if (field.label() == Label.REQUIRED && !there.containsKey(field.number())) {
        throw new TreeException(
            below(path, field.name()), tree, "missing; " + type.name() + " requires it");
      }
    }
  }

  private Part<C> field(Field field, ConfigValue value, String path) {
    return switch (field.label()) {
      case MAP -> map(field, value, path);
      case REPEATED, PACKED -> list(field, value, path);
      default -> single(field, value, path, field.label() != Label.IMPLICIT);
    };
  }

  private Part<C> list(Field field, ConfigValue value, String path) {
    if (!(value instanceof ConfigList list)) {
      throw expected("a list [ … ] for " + field.words(), value, path);
    }
    boolean packed = field.label() == Label.PACKED;
    List<Part<C>> parts = new ArrayList<>();
    for (ConfigValue element : list) {
      String place = path + "[" + parts.size() + "]";
      parts.add(
          packed ? leaves.packed(field, element, place) : single(field, element, place, true));
    }
    Part<C> all = Part.Sequence.of(parts);
    return packed ? Part.WithLength.of(field.number(), all, false) : all;
  }

  /** Any value but a list or map, with its tag. */
  private Part<C> single(Field field, ConfigValue value, String path, boolean mayBeDefault) {
    if (field.kind() == Kind.MESSAGE) {
      if (!(value instanceof ConfigObject object)) {
        throw expected("a block { … } for " + field.words(), value, path);
      }
      return Part.WithLength.of(field.number(), message(field.message(), object, path), true);
    }
    if (value instanceof ConfigObject object) {
      Part<C> inner = innerMessage(field, object, path);
      return Part.WithLength.of(field.number(), inner, mayBeDefault);
    }
    return leaves.tagged(field, value, path, mayBeDefault);
  }

  /** A message whose bytes are the value of a field of bytes. */
  private Part<C> innerMessage(Field field, ConfigObject object, String path) {
    boolean one = object.size() == 1 && object.keySet().iterator().next().startsWith(TYPE);
    boolean mayHold = field.kind() == Kind.BYTES || field.kind() == Kind.STRING;
    if (!one || !mayHold) {
      String inner = mayHold ? ", or a block { \"protobuf:TYPE\" { … } }" : "";
      throw expected("a value for " + field.words() + inner, object, path);
    }
    String key = object.keySet().iterator().next();
    if (!(object.get(key) instanceof ConfigObject tree)) {
      throw expected("a block { … }", object.get(key), below(path, key));
    }
    return message(
        type(key.substring(TYPE.length()), tree, below(path, key)), tree, below(path, key));
  }

  private ProtoMessage type(String name, ConfigValue value, String path) {
    try {
      return types.message(name);
    } catch (IllegalArgumentException e) {
      throw new TreeException(path, value, e.getMessage(), e);
    }
  }

  private Part<C> map(Field field, ConfigValue value, String path) {
    List<Part<C>> entries = new ArrayList<>();
    if (value instanceof ConfigObject object) {
      for (Map.Entry<String, ConfigValue> entry : new TreeMap<>(object).entrySet()) {
        String place = below(path, entry.getKey());
        Part<C> key = leaves.constantText(field.key(), entry.getKey(), entry.getValue(), place);
        entries.add(entry(field, key, entry.getValue(), place));
      }
    } else if (value instanceof ConfigList list) {
      for (ConfigValue element : list) {
        String place = path + "[" + entries.size() + "]";
        entries.add(entry(field, element, place));
      }
    } else {
      throw expected("a block or a list of { key, value } for a map", value, path);
    }
    return Part.Sequence.of(entries);
  }

  private Part<C> entry(Field map, ConfigValue element, String path) {
    if (!(element instanceof ConfigObject entry)
        || entry.size() != 2
        || !entry.containsKey("key")
        || !entry.containsKey("value")) {
      throw expected("{ key = …, value = … }", element, path);
    }
    Part<C> key = single(map.key(), entry.get("key"), path + ".key", true);
    return entry(map, key, entry.get("value"), path + ".value");
  }

  private Part<C> entry(Field map, Part<C> key, ConfigValue value, String path) {
    Part<C> both = Part.Sequence.of(List.of(key, single(map.value(), value, path, true)));
    return Part.WithLength.of(map.number(), both, true);
  }

  private static TreeException expected(String what, ConfigValue got, String path) {
    return LeafCompiler.expected(what, got, path);
  }
}
