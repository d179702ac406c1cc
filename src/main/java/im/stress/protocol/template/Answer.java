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
 * @param accept all conditions of one of these lists hold where it is a yes; empty = not told so
 * @param refuse one holds where it is a no
 * @param code the server's number; null = it has none. Where accept and refuse are empty, 0 = yes
 */
record Answer(List<List<Condition>> accept, List<Condition> refuse, Path code) {
  /** Stands for a no that has no number. */
  static final int REFUSED = -1;

  /** An int has no more. */
  private static final int MOST_DIGITS = 10;

  /** 0 = yes; else the server's number, or {@link #REFUSED}. */
  int code(InboundMessage message) throws ProtocolException {
    if (accept.isEmpty() && refuse.isEmpty()) {
      return code == null
          ? 0
          : (int) message.value(code).toLong(Integer.MIN_VALUE, Integer.MAX_VALUE, 0);
    }
    boolean accepted = isAccepted(message) && !Condition.any(refuse, message);
    return accepted ? 0 : codeOfRefusal(message);
  }

  private boolean isAccepted(InboundMessage message) throws ProtocolException {
    for (int i = 0; i < accept.size(); i++) { // without the object that is an iterator
      if (Condition.all(accept.get(i), message)) {
        return true;
      }
    }
    return accept.isEmpty();
  }

  private int codeOfRefusal(InboundMessage message) throws ProtocolException {
    if (code == null) {
      return REFUSED;
    }
    long number = number(message.value(code));
    return number == (int) number && number != 0 ? (int) number : REFUSED;
  }

  /** A whole number, as number or as text ("401"); 0 = there is none. */
  private static long number(BodyValue value) {
    if (value.isWhole()) {
      return value.number();
    }
    if (value.type() != BodyValue.Type.TEXT || value.length() > MOST_DIGITS) {
      return 0;
    }
    long number = 0;
    for (int i = 0; i < value.length(); i++) {
      char digit = value.charAt(i);
      if (digit < '0' || digit > '9') {
        return 0;
      }
      number = number * 10 + (digit - '0');
    }
    return number;
  }
}
