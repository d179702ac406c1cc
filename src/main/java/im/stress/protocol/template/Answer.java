package im.stress.protocol.template;

import im.stress.protocol.ProtocolException;
import im.stress.protocol.body.BodyValue;
import im.stress.protocol.inbound.Condition;
import im.stress.protocol.inbound.InboundMessage;
import im.stress.protocol.inbound.Path;
import java.util.List;

/**
 * How a yes is told from a no in an answer of the server. Immutable.
 *
 * @param accept all hold where it is a yes; empty = not told so
 * @param refuse one holds where it is a no
 * @param code the server's number; null = it has none. Where accept and refuse are empty, 0 = yes
 */
record Answer(List<Condition> accept, List<Condition> refuse, Path code) {
  /** Stands for a no that has no number. */
  static final int REFUSED = -1;

  /** 0 = yes; else the server's number, or {@link #REFUSED}. */
  int code(InboundMessage message) throws ProtocolException {
    if (accept.isEmpty() && refuse.isEmpty()) {
      return code == null
          ? 0
          : (int) message.value(code).toLong(Integer.MIN_VALUE, Integer.MAX_VALUE, 0);
    }
    boolean accepted = Condition.all(accept, message) && !Condition.any(refuse, message);
    return accepted ? 0 : codeOfRefusal(message);
  }

  private int codeOfRefusal(InboundMessage message) throws ProtocolException {
    if (code == null) {
      return REFUSED;
    }
    BodyValue value = message.value(code);
    if (!value.isWhole() || value.number() == 0 || value.number() != (int) value.number()) {
      return REFUSED;
    }
    return (int) value.number();
  }
}
