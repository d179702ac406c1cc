package im.stress.protocol.protobuf;

import im.stress.protocol.body.BodyValue;
import im.stress.protocol.body.PointerTree;
import im.stress.protocol.protobuf.ProtoMessage.Field;
import im.stress.protocol.protobuf.ProtoMessage.Label;
import im.stress.protocol.protobuf.ProtoPointer.Step;
import java.util.ArrayList;
import java.util.List;

/**
 * The pointers that a reader looks for, by the fields that lead to them, with what it remembers of
 * the body that it reads. One for each reader; not thread-safe.
 */
final class ReadPlan {
  private final Target root;
  private final List<BodyValue> values = new ArrayList<>();

  ReadPlan(ProtoMessage type, PointerTree tree) {
    root = new Target(null);
    root.below(type);
    List<String> pointers = tree.pointers();
    for (int slot = 0; slot < pointers.size(); slot++) {
      values.add(new BodyValue(pointers.get(slot)));
      add(new ProtoPointer(type, pointers.get(slot), false).steps(), values.get(slot));
    }
  }

  private void add(List<Step> steps, BodyValue value) {
    Target target = root;
    for (int i = 0; i < steps.size(); i++) {
      Step step = steps.get(i);
      FieldPlan field = target.message.plan(step.to().field());
      boolean many = step.to().many();
      if (many && i + 1 == steps.size()) {
        field.whole = value;
        return;
      }
      target = many ? field.element(steps.get(++i)) : field.single();
      if (i + 1 < steps.size()) {
        target.below(steps.get(i).to().message());
      }
    }
    target.value = value;
  }

  /** The values, by slot. */
  BodyValue[] values() {
    return values.toArray(BodyValue[]::new);
  }

  /** The whole body. */
  Target root() {
    return root;
  }

  /** A place whose value is wanted, or something in it. */
  static final class Target {
    /** The field whose value stands here; null = the whole body. */
    final Field field;

    /** What is wanted in the message here, or null. */
    MessagePlan message;

    /** What keeps the value, or null. */
    BodyValue value;

    Target(Field field) {
      this.field = field;
    }

    private void below(ProtoMessage type) {
      if (message == null) {
        message = new MessagePlan(type);
      }
    }

    /** There is nothing here. */
    void clear() {
      if (value != null) {
        value.clear();
      }
      if (message != null) {
        message.clear();
      }
    }
  }

  /** What is wanted in a message. */
  static final class MessagePlan {
    final ProtoMessage type;

    /** By the position of the field in the type, or null. */
    private final FieldPlan[] fields;

    /** Whether the body has this message. */
    boolean isThere;

    private MessagePlan(ProtoMessage type) {
      this.type = type;
      fields = new FieldPlan[type.fields().size()];
    }

    private FieldPlan plan(Field field) {
      int index = type.indexOf(field.number());
      if (fields[index] == null) {
        fields[index] = new FieldPlan(field);
      }
      return fields[index];
    }

    /** What is wanted of the field at this position, or null. */
    FieldPlan at(int index) {
      return fields[index];
    }

    /** How many fields the type has. */
    int size() {
      return fields.length;
    }

    private void clear() {
      isThere = false;
      for (FieldPlan field : fields) {
        if (field != null) {
          field.clear();
        }
      }
    }
  }

  /** What is wanted of a field. */
  static final class FieldPlan {
    final Field field;

    /** What keeps the whole list or map, or null. */
    BodyValue whole;

    /** The value of a field that is neither; null = not wanted. */
    Target single;

    /** Elements of a list and values of a map. */
    final List<Element> elements = new ArrayList<>();

    /** How many elements came. */
    int count;

    private FieldPlan(Field field) {
      this.field = field;
    }

    private Target single() {
      if (single == null) {
        single = new Target(field);
      }
      return single;
    }

    private Target element(Step step) {
      for (Element element : elements) {
        if (element.name.equals(step.name())) {
          return element.target;
        }
      }
      MapKeys key = field.isMap() ? new MapKeys(field, step.name()) : null;
      Element added = new Element(step.name(), step.index(), key, new Target(step.to().field()));
      elements.add(added);
      return added.target;
    }

    /** The place of an element of a list, or null. */
    Target element(int index) {
      for (int i = 0; i < elements.size(); i++) {
        if (elements.get(i).index == index) {
          return elements.get(i).target;
        }
      }
      return null;
    }

    /** Whether it has a default that is never on the wire. */
    boolean hasDefault() {
      return single != null && single.value != null && field.label() == Label.IMPLICIT;
    }

    private void clear() {
      count = 0;
      if (whole != null) {
        whole.clear();
      }
      if (single != null) {
        single.clear();
      }
      for (int i = 0; i < elements.size(); i++) {
        elements.get(i).target.clear();
      }
    }
  }

  /**
   * An element of a list, or the value at a key of a map.
   *
   * @param index in a list, else -1
   * @param key of a map, else null
   */
  record Element(String name, int index, MapKeys key, Target target) {}
}
