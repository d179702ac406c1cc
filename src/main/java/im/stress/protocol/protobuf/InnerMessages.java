package im.stress.protocol.protobuf;

import com.typesafe.config.ConfigList;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigValue;
import im.stress.protocol.protobuf.ProtoMessage.Field;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Finds the messages that stand inside values of a tree, as paths such as {@code /payload |
 * protobuf:TYPE}: for a trace. The tree has been compiled, so it is one of its type.
 */
final class InnerMessages {
  private final ProtoTypes types;
  private final List<String> found = new ArrayList<>();

  private InnerMessages(ProtoTypes types) {
    this.types = types;
  }

  /** The paths, those of outer messages before those of the ones inside them. */
  static List<String> of(ProtoTypes types, ProtoMessage type, ConfigObject tree) {
    InnerMessages inner = new InnerMessages(types);
    inner.message(type, tree, "");
    return List.copyOf(inner.found);
  }

  private void message(ProtoMessage type, ConfigObject tree, String path) {
    for (Map.Entry<String, ConfigValue> entry : new TreeMap<>(tree).entrySet()) {
      Field field = type.field(entry.getKey());
      String place = path + "/" + entry.getKey();
      if (field.isMap()) {
        map(field.value(), entry.getValue(), place);
      } else if (entry.getValue() instanceof ConfigList list) {
        for (int i = 0; i < list.size(); i++) {
          value(field, list.get(i), place + "/" + i);
        }
      } else {
        value(field, entry.getValue(), place);
      }
    }
  }

  /** Of a list of entries the keys may be known only when they are sent. */
  private void map(Field values, ConfigValue map, String path) {
    if (map instanceof ConfigObject entries) {
      for (Map.Entry<String, ConfigValue> entry : new TreeMap<>(entries).entrySet()) {
        String key = entry.getKey().replace("~", "~0").replace("/", "~1"); // RFC 6901 section 3
        value(values, entry.getValue(), path + "/" + key);
      }
    }
  }

  private void value(Field field, ConfigValue value, String path) {
    if (!(value instanceof ConfigObject object)) {
      return;
    }
    if (field.kind() == Kind.MESSAGE) {
      message(field.message(), object, path);
      return;
    }
    String type = object.keySet().iterator().next();
    String inner = path + " | " + type;
    found.add(inner);
    message(
        types.message(type.substring(TreeCompiler.TYPE.length())),
        (ConfigObject) object.get(type),
        inner + " | ");
  }
}
