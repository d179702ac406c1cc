package im.stress.codec;

import java.util.List;

/**
 * Knows one kind of frame by its values, and reads its fields. Safe on any thread; the reader that
 * it is given is not.
 *
 * @param key full name in the settings
 * @param kind what the frame becomes
 * @param match what the frame must have
 * @param fields slot of each field of the kind, in its order; {@link #NO_SLOT} = not given
 */
record FrameMatcher(String key, InboundKind kind, List<Condition> match, List<Integer> fields) {
  /** Stands for a field that the settings don't give. */
  static final int NO_SLOT = -1;

  private static final FrameValue NOTHING = new FrameValue("");

  /** Whether the frame that was read last is of this kind. */
  boolean matches(FrameReader frame) {
    for (int i = 0; i < match.size(); i++) { // without the object that is an iterator
      Condition condition = match.get(i);
      if (!frame.value(condition.slot()).is(condition.type(), condition.text())) {
        return false;
      }
    }
    return true;
  }

  /** The event of the frame that was read last; a reused one is valid until the next. */
  Inbound read(FrameReader frame, int runKey, ReusedEvents reused) throws CodecException {
    return switch (kind) {
      case LOGIN_ACK -> new Inbound.LoginAck(code(frame, 0), field(frame, 1).toText());
      case HEARTBEAT_ACK ->
          new Inbound.HeartbeatAck(field(frame, 0).toLong(Long.MIN_VALUE, Long.MAX_VALUE, -1));
      case CHAT_ACK -> {
        long id = MessageId.read(required(frame, 0), runKey);
        yield reused.chatAck().set(MessageId.user(id), MessageId.number(id), code(frame, 1));
      }
      case PUSH -> Marker.read(required(frame, 0), runKey, reused.push());
      case KICK -> new Inbound.Kick(field(frame, 0).toText());
      case IGNORE -> Inbound.Other.INSTANCE;
    };
  }

  private int code(FrameReader frame, int field) throws CodecException {
    return (int) field(frame, field).toLong(Integer.MIN_VALUE, Integer.MAX_VALUE, 0);
  }

  private CharSequence required(FrameReader frame, int field) throws CodecException {
    return field(frame, field).requireScalar();
  }

  private FrameValue field(FrameReader frame, int field) {
    int slot = fields.get(field);
    return slot == NO_SLOT ? NOTHING : frame.value(slot);
  }

  /**
   * One value that a frame must have.
   *
   * @param slot of the pointer to the value
   * @param type text, number, true or false
   * @param text the text, or the number as JSON writes it; empty for true and false
   */
  record Condition(int slot, FrameValue.Type type, String text) {}
}
