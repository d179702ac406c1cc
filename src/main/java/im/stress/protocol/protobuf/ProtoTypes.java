package im.stress.protocol.protobuf;

import im.stress.config.NearestName;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The message types of some {@code .proto} files. Safe on any thread. */
public final class ProtoTypes {
  private final Map<String, ProtoMessage> byName = new TreeMap<>();

  ProtoTypes(Collection<ProtoMessage> messages) {
    messages.forEach(message -> byName.put(message.name(), message));
  }

  /**
   * The type of this name, with its package or, when there is but one, without.
   *
   * @throws IllegalArgumentException when there is none or several; names what there is
   */
  public ProtoMessage message(String name) {
    ProtoMessage whole = byName.get(name);
    if (whole != null) {
      return whole;
    }
    List<String> found = byName.keySet().stream().filter(one -> one.endsWith("." + name)).toList();
    if (found.size() == 1) {
      return byName.get(found.get(0));
    }
    if (found.isEmpty()) {
      throw new IllegalArgumentException("unknown message type " + name + "; " + nearest(name));
    }
    throw new IllegalArgumentException(
        "message type " + name + " is one of several: expected " + String.join(" or ", found));
  }

  private String nearest(String name) {
    return NearestName.of(
            lastPart(name), byName.keySet().stream().map(ProtoTypes::lastPart).toList())
        .map(near -> "did you mean " + message(near).name() + "?")
        .orElseGet(() -> "expected one of " + String.join(", ", ownNames()));
  }

  private static String lastPart(String name) {
    return name.substring(name.lastIndexOf('.') + 1);
  }

  private List<String> ownNames() {
    return byName.keySet().stream().filter(name -> !name.startsWith("google.protobuf.")).toList();
  }
}
