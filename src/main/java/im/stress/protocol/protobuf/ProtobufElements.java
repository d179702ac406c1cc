package im.stress.protocol.protobuf;

import im.stress.protocol.ProtocolException;
import im.stress.protocol.body.BodyElements;
import im.stress.protocol.body.BodyFormat;
import im.stress.protocol.protobuf.ProtoMessage.Field;
import im.stress.protocol.protobuf.ProtoPointer.Place;
import im.stress.protocol.protobuf.ProtoPointer.Step;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** The elements at a pointer with {@code *} in it. Safe on any thread. */
final class ProtobufElements implements BodyElements {
  private final ProtoMessage type;
  private final List<Step> steps;
  private final List<MapKeys> keys;
  private final BodyFormat format;

  ProtobufElements(ProtoMessage type, String pointer) {
    this.type = type;
    ProtoPointer followed = new ProtoPointer(type, pointer, true);
    steps = followed.steps();
    keys = keys(steps);
    format = format(followed.last(), type, pointer);
  }

  private static BodyFormat format(Place last, ProtoMessage root, String pointer) {
    if (last == null) {
      return new ProtobufFormat(root);
    }
    if (!last.many() && last.message() != null) {
      return new ProtobufFormat(last.message());
    }
    Kind kind = last.field().kind();
    if (!last.many() && (kind == Kind.STRING || kind == Kind.BYTES)) {
      return new ScalarFormat(last.field());
    }
    throw new IllegalArgumentException(
        "expected elements that are messages, strings or bytes, got "
            + (last.many() ? last.field().words() + " (\"" + pointer + "/*\"?)" : kind.words())
            + " at \""
            + pointer
            + "\"");
  }

  /** By the position of the step; null = it is no key of a map. */
  private static List<MapKeys> keys(List<Step> steps) {
    ArrayList<MapKeys> keys = new ArrayList<>();
    for (int i = 0; i < steps.size(); i++) {
      Field above = i == 0 ? null : steps.get(i - 1).to().field();
      boolean isKey = above != null && steps.get(i - 1).to().many() && above.isMap();
      keys.add(isKey && !steps.get(i).all() ? new MapKeys(above, steps.get(i).name()) : null);
    }
    return Collections.unmodifiableList(keys);
  }

  @Override
  public BodyFormat format() {
    return format;
  }

  @Override
  public Walker newWalker(Sink sink) {
    return new ProtobufWalker(sink);
  }

  /** Walks depth first, no deeper than the pointer; tells of elements in the order of the wire. */
  private final class ProtobufWalker implements Walker {
    private final Sink sink;
    private final WireInput in = new WireInput();
    private final MapEntry entry = new MapEntry(in);

    ProtobufWalker(Sink sink) {
      this.sink = sink;
    }

    @Override
    public void walk(byte[] bytes, int start, int end) throws ProtocolException {
      in.reset(bytes, start);
      message(type, 0, end);
    }

    private void message(ProtoMessage message, int depth, int end) throws ProtocolException {
      if (depth == steps.size()) {
        sink.element(in.bytes(), in.at(), end);
        in.goTo(end);
        return;
      }
      Field wanted = steps.get(depth).to().field();
      int index = 0;
      while (in.at() < end) {
        int tag = in.tag(end);
        Field field = message.field(Wire.numberOf(tag));
        if (field != null) {
          in.requireWire(field, Wire.typeOf(tag));
        }
        if (Wire.numberOf(tag) == wanted.number()) {
          field(field, depth, index++, end);
        } else {
          in.skip(Wire.typeOf(tag), end);
        }
      }
    }

    private void field(Field field, int depth, int index, int end) throws ProtocolException {
      int last = in.endOfLength(end);
      if (!steps.get(depth).to().many()) {
        value(field, depth + 1, last);
      } else if (field.isMap()) {
        entry(field, depth + 1, last);
      } else if (steps.get(depth + 1).all() || steps.get(depth + 1).index() == index) {
        value(field, depth + 2, last);
      }
      in.goTo(last);
    }

    private void entry(Field map, int depth, int end) throws ProtocolException {
      entry.read(map, end);
      if (!steps.get(depth).all() && !entry.hasKey(keys.get(depth))) {
        return;
      }
      int last = end;
      in.goTo(end);
      if (entry.valueAt() >= 0) {
        in.goTo(entry.valueAt());
        last = in.endOfLength(end);
      }
      value(map.value(), depth + 1, last);
    }

    private void value(Field field, int depth, int end) throws ProtocolException {
      if (field.kind() == Kind.MESSAGE) {
        message(field.message(), depth, end);
      } else {
        sink.element(in.bytes(), in.at(), end);
      }
    }
  }
}
