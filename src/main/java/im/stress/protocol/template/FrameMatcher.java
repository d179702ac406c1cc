package im.stress.protocol.template;

import im.stress.protocol.ProtocolException;
import im.stress.protocol.body.BodyReader;
import im.stress.protocol.body.BodyValue;
import java.util.List;
import java.util.Map;

/**
 * Knows one kind of frame by its values, and where its fields are. Safe on any thread; the reader
 * that it is given is not.
 *
 * @param key full name in the settings
 * @param kind what the frame is
 * @param match what the frame must have
 * @param slots slot of each field that the settings give
 */
record FrameMatcher(
    String key, InboundKind kind, List<Condition> match, Map<Field, Integer> slots) {
  private static final BodyValue NOTHING = new BodyValue("");

  /** Whether the frame that was read last is of this kind. */
  boolean matches(BodyReader frame) {
    for (int i = 0; i < match.size(); i++) { // without the object that is an iterator
      Condition condition = match.get(i);
      if (!frame.value(condition.slot()).is(condition.type(), condition.text())) {
        return false;
      }
    }
    return true;
  }

  /** Whether the settings say where this field is. */
  boolean has(Field field) {
    return slots.containsKey(field);
  }

  /** What the frame that was read last has in this field; an absent value where it is not given. */
  BodyValue value(BodyReader frame, Field field) {
    Integer slot = slots.get(field);
    return slot == null ? NOTHING : frame.value(slot);
  }

  /** {@link Field#CODE}; 0 where there is none. */
  int code(BodyReader frame) throws ProtocolException {
    return (int) value(frame, Field.CODE).toLong(Integer.MIN_VALUE, Integer.MAX_VALUE, 0);
  }

  /** {@link Field#SEQ}; -1 where there is none. */
  long sequence(BodyReader frame) throws ProtocolException {
    return value(frame, Field.SEQ).toLong(Long.MIN_VALUE, Long.MAX_VALUE, -1);
  }

  /** {@link Field#REASON}; empty where there is none. */
  String reason(BodyReader frame) throws ProtocolException {
    return value(frame, Field.REASON).toText();
  }

  /**
   * One value that a frame must have.
   *
   * @param slot of the pointer to the value
   * @param type text, number, true or false
   * @param text the text, or the number as JSON writes it; empty for true and false
   */
  record Condition(int slot, BodyValue.Type type, String text) {}
}
