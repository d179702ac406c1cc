package im.stress.protocol.template;

import im.stress.protocol.ProtocolException;
import im.stress.protocol.body.BodyValue;
import im.stress.protocol.inbound.InboundMessage;
import im.stress.protocol.inbound.Path;
import java.util.List;

/**
 * What a message of the server is answered with. Immutable.
 *
 * @param message the answer
 * @param values where its {@code frame.NAME} values stand in the message that is answered
 */
record Reply(SentMessage message, List<Path> values) {

  /**
   * Collects the values, for one answer.
   *
   * @param room has a place for each
   * @throws ProtocolException when one of them is not there
   */
  void collect(InboundMessage asked, BodyValue[] room) throws ProtocolException {
    for (int i = 0; i < values.size(); i++) {
      room[i] = asked.value(values.get(i));
      room[i].requireScalar();
    }
  }
}
