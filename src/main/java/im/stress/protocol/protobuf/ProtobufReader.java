package im.stress.protocol.protobuf;

import im.stress.protocol.ProtocolException;
import im.stress.protocol.body.BodyReader;
import im.stress.protocol.body.BodyValue;
import im.stress.protocol.body.PointerTree;
import im.stress.protocol.protobuf.ProtoMessage.Field;
import im.stress.protocol.protobuf.ReadPlan.Element;
import im.stress.protocol.protobuf.ReadPlan.FieldPlan;
import im.stress.protocol.protobuf.ReadPlan.MessagePlan;
import im.stress.protocol.protobuf.ReadPlan.Target;

/**
 * Reads one message per body, in one pass, and keeps only the values at the pointers of interest.
 * What no pointer leads to is passed over by its length. Of a field that stands twice the last one
 * counts, and messages are merged, as Protobuf has it. Not thread-safe.
 */
final class ProtobufReader implements BodyReader {
  private final ReadPlan plan;
  private final BodyValue[] values;
  private final WireInput in = new WireInput();
  private final ValueSetter setter = new ValueSetter(in);
  private final MapEntry entry = new MapEntry(in);

  /** Takes pointers that were found good. */
  ProtobufReader(ProtoMessage type, PointerTree pointers) {
    plan = new ReadPlan(type, pointers);
    values = plan.values();
  }

  @Override
  public BodyValue value(int slot) {
    return values[slot];
  }

  @Override
  public void read(byte[] bytes, int start, int end) throws ProtocolException {
    in.reset(bytes, start);
    plan.root().clear();
    message(plan.root(), end);
  }

  /** Reads the message from here to its end; no deeper than the longest pointer. */
  private void message(Target target, int end) throws ProtocolException {
    if (target.value != null) {
      setter.container(target.value, in.at(), end);
    }
    MessagePlan message = target.message;
    if (message == null) {
      in.goTo(end);
      return;
    }
    begin(message);
    while (in.at() < end) {
      field(message, end);
    }
  }

  private void begin(MessagePlan message) {
    if (message.isThere) {
      return;
    }
    message.isThere = true;
    for (int i = 0; i < message.size(); i++) {
      FieldPlan field = message.at(i);
      if (field != null && field.hasDefault()) {
        setter.setDefault(field.field, field.single.value);
      } else if (field != null && field.whole != null) {
        setter.container(field.whole, in.at(), in.at());
      }
    }
  }

  private void field(MessagePlan message, int end) throws ProtocolException {
    int from = in.at();
    int tag = in.tag(end);
    int wireType = Wire.typeOf(tag);
    int index = message.type.indexOf(Wire.numberOf(tag));
    if (index < 0) {
      in.skip(wireType, end);
      return;
    }
    Field field = message.type.at(index);
    in.requireWire(field, wireType);
    FieldPlan wanted = message.at(index);
    if (wanted == null) {
      in.skip(wireType, end);
    } else if (wanted.single != null) {
      value(wanted.single, end);
    } else {
      many(wanted, wireType, end);
      extend(wanted.whole, from);
    }
  }

  /** A list or map reaches from its first element to its last. */
  private void extend(BodyValue whole, int from) {
    if (whole != null) {
      boolean first = whole.type() == BodyValue.Type.EMPTY;
      setter.container(whole, first ? from : whole.start(), in.at());
    }
  }

  private void many(FieldPlan wanted, int wireType, int end) throws ProtocolException {
    if (wanted.field.isMap()) {
      entry(wanted, end);
    } else if (wireType == Wire.LENGTH && wanted.field.kind().isPackable()) {
      int last = in.endOfLength(end);
      while (in.at() < last) {
        element(wanted, last);
      }
    } else {
      element(wanted, end);
    }
  }

  private void element(FieldPlan wanted, int end) throws ProtocolException {
    Target target = wanted.element(wanted.count++);
    if (target == null) {
      in.skip(wanted.field.kind().wire(), end);
    } else {
      value(target, end);
    }
  }

  /** Of several entries with one key the last counts. */
  private void entry(FieldPlan wanted, int end) throws ProtocolException {
    int last = in.endOfLength(end);
    entry.read(wanted.field, last);
    for (int i = 0; i < wanted.elements.size(); i++) {
      Element element = wanted.elements.get(i);
      if (entry.hasKey(element.key())) {
        element.target().clear();
        entryValue(element.target(), last);
        break;
      }
    }
    in.goTo(last);
  }

  private void entryValue(Target target, int end) throws ProtocolException {
    if (entry.valueAt() >= 0) {
      in.goTo(entry.valueAt());
      value(target, end);
    } else if (target.field.kind() == Kind.MESSAGE) {
      in.goTo(end);
      message(target, end);
    } else if (target.value != null) {
      setter.setDefault(target.field, target.value);
    }
  }

  private void value(Target target, int end) throws ProtocolException {
    if (target.field.kind() == Kind.MESSAGE) {
      message(target, in.endOfLength(end));
    } else {
      setter.set(target.field, target.value, end);
    }
  }
}
