package im.stress.protocol.template;

import im.stress.protocol.ProtocolException;
import im.stress.protocol.body.BodyValue;
import im.stress.protocol.inbound.Condition;
import im.stress.protocol.inbound.Each;
import im.stress.protocol.inbound.InboundMessage;
import im.stress.protocol.inbound.Path;
import java.util.List;
import java.util.Map;

/**
 * Knows one kind of message by its values, and where its fields are. Immutable.
 *
 * @param key full name in the settings
 * @param kind what the message is
 * @param match what the message must have
 * @param each leads to several events in one message; null = the message is one
 * @param only what an element of {@code each} must have to be one
 * @param fields where they are, in the message or in the element
 * @param answer how yes is told from no; null where there is no such question
 * @param reply what it is answered with; null = nothing
 * @param hangUp whether the client has to close the connection then
 */
record InboundMatcher(
    String key,
    InboundKind kind,
    List<Condition> match,
    Each each,
    List<Condition> only,
    Map<Field, Path> fields,
    Answer answer,
    Reply reply,
    boolean hangUp) {

  /** Whether the message is of this kind. */
  boolean matches(InboundMessage message) throws ProtocolException {
    return Condition.all(match, message);
  }

  /** Whether the settings say where this field is. */
  boolean has(Field field) {
    return fields.containsKey(field);
  }

  /** What the message has in a field that {@link #has} is true of. */
  BodyValue value(InboundMessage message, Field field) throws ProtocolException {
    return message.value(fields.get(field));
  }

  /** {@link Field#SEQ}; -1 where there is none. */
  long sequence(InboundMessage message) throws ProtocolException {
    return has(Field.SEQ)
        ? value(message, Field.SEQ).toLong(Long.MIN_VALUE, Long.MAX_VALUE, -1)
        : -1;
  }

  /** {@link Field#REASON}; empty where there is none. */
  String reason(InboundMessage message) throws ProtocolException {
    return has(Field.REASON) ? value(message, Field.REASON).toText() : "";
  }
}
