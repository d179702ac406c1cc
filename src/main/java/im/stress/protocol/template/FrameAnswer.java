package im.stress.protocol.template;

import im.stress.protocol.ProtocolException;
import im.stress.protocol.inbound.InboundMessage;
import im.stress.protocol.inbound.Path;

/**
 * An answer that is a message of the protocol. Immutable.
 *
 * @param answer how yes is told from no
 * @param reason where the server's words are; null = it has none
 */
record FrameAnswer(Answer answer, Path reason) implements AnswerReader {
  @Override
  public int code(InboundMessage message) throws ProtocolException {
    return answer.code(message);
  }

  @Override
  public String words(InboundMessage message) throws ProtocolException {
    return reason == null ? "" : message.value(reason).toText();
  }
}
