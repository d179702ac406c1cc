package im.stress.protocol.protobuf;

import com.fasterxml.jackson.core.JsonPointer;
import im.stress.protocol.protobuf.ProtoMessage.Field;
import java.util.ArrayList;
import java.util.List;

/**
 * Where a pointer leads to in a message type: each step with the place that it leads to. Built at
 * the start.
 */
final class ProtoPointer {
  private static final String ALL = "*";

  private final List<Step> steps = new ArrayList<>();

  /**
   * Follows a pointer.
   *
   * @param all whether {@code *} stands for every element of a list, or value of a map
   * @throws IllegalArgumentException when no body can have anything there
   */
  ProtoPointer(ProtoMessage root, String pointer, boolean all) {
    Place place = new Place(null, root, false);
    for (JsonPointer rest = JsonPointer.compile(pointer); !rest.matches(); rest = rest.tail()) {
      Step step = place.step(rest.getMatchingProperty(), all);
      steps.add(step);
      place = step.to;
    }
    if (steps.size() > Wire.MAX_DEPTH) {
      throw new IllegalArgumentException(
          "expected at most " + Wire.MAX_DEPTH + " steps, got " + steps.size());
    }
  }

  /**
   * What stands at a step of a pointer.
   *
   * @param field the field, or the field of the values of a map; null = the whole body
   * @param message of the message there, or null
   * @param many whether it is the whole list or map
   */
  record Place(Field field, ProtoMessage message, boolean many) {
    static Place of(Field field) {
      boolean many = field.label().isList() || field.isMap();
      return new Place(field, many ? null : field.message(), many);
    }

    private Step step(String name, boolean all) {
      if (many) {
        return field.isMap() ? entry(name, all) : element(name, all);
      }
      if (message == null) {
        throw new IllegalArgumentException(
            "expected nothing below "
                + field.name()
                + ", which is "
                + field.words()
                + ", got \""
                + name
                + "\"");
      }
      Field found = message.field(name);
      if (found == null) {
        throw new IllegalArgumentException(
            "expected a field of " + message.words() + ", got \"" + name + "\"");
      }
      return new Step(name, -1, false, of(found));
    }

    private Step entry(String name, boolean all) {
      Field value = field.value();
      boolean any = all && name.equals(ALL);
      if (!any) {
        MapKeys.require(field, name);
      }
      return new Step(name, -1, any, new Place(value, value.message(), false));
    }

    private Step element(String name, boolean all) {
      Place element = new Place(field, field.message(), false);
      if (all && name.equals(ALL)) {
        return new Step(name, -1, true, element);
      }
      if (!name.matches("0|[1-9][0-9]{0,8}")) {
        throw new IllegalArgumentException(
            "expected the position of an element of "
                + field.name()
                + ", such as 0, got \""
                + name
                + "\"");
      }
      return new Step(name, Integer.parseInt(name), false, element);
    }
  }

  /**
   * One step.
   *
   * @param name of a field, or the key of a map
   * @param index of an element, else -1
   * @param all whether it is every element or value
   */
  record Step(String name, int index, boolean all, Place to) {}

  /** The steps, from the root. */
  List<Step> steps() {
    return steps;
  }

  /** What the pointer leads to; null = the whole body. */
  Place last() {
    return steps.isEmpty() ? null : steps.get(steps.size() - 1).to;
  }
}
