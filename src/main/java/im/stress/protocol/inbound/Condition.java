package im.stress.protocol.inbound;

import im.stress.protocol.ProtocolException;
import java.util.List;

/** What one value of a message has to be. Immutable. */
public record Condition(Path path, ValueTest test) {

  /** Whether the message is so. */
  public boolean holds(InboundMessage message) throws ProtocolException {
    return test.holds(message.value(path));
  }

  /** Whether all of them hold; tried in order, the rest not when one doesn't. */
  public static boolean all(List<Condition> conditions, InboundMessage message)
      throws ProtocolException {
    for (int i = 0; i < conditions.size(); i++) { // without the object that is an iterator
      if (!conditions.get(i).holds(message)) {
        return false;
      }
    }
    return true;
  }

  /** Whether any of them holds. */
  public static boolean any(List<Condition> conditions, InboundMessage message)
      throws ProtocolException {
    for (int i = 0; i < conditions.size(); i++) {
      if (conditions.get(i).holds(message)) {
        return true;
      }
    }
    return false;
  }
}
