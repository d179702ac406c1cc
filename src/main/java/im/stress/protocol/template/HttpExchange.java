package im.stress.protocol.template;

import im.stress.channel.HttpOrigin;
import im.stress.protocol.ProtocolException;
import im.stress.protocol.inbound.InboundMessage;
import im.stress.protocol.inbound.Path;

/**
 * Where a request of HTTP goes, and what its answer means. Immutable.
 *
 * @param server beside the user's own connection; null = that connection
 * @param answer how yes is told from no
 * @param status where the status of the answer is
 * @param reason where the server's words are; null = it has none
 */
record HttpExchange(HttpOrigin server, Answer answer, Path status, Path reason)
    implements AnswerReader {
  /** From here on a status says by itself that it is no success (RFC 9110, section 15.4). */
  private static final int FIRST_OTHER = 300;

  /**
   * 0 = yes; else the server's number, or the status where it has none. A body that can't be read
   * is a no: there was an answer, and it isn't the one that was asked for.
   */
  @Override
  public int code(InboundMessage message) throws ProtocolException {
    try {
      int code = answer.code(message);
      return code == Answer.REFUSED ? status(message) : code;
    } catch (ProtocolException e) {
      return status(message);
    }
  }

  private int status(InboundMessage message) throws ProtocolException {
    return (int) message.value(status).number();
  }

  /** {@inheritDoc} A body that can't be read is why a good status was no yes. */
  @Override
  public String words(InboundMessage message) throws ProtocolException {
    try {
      if (reason != null) {
        return message.value(reason).toText();
      }
      answer.code(message);
      return "";
    } catch (ProtocolException e) {
      return status(message) < FIRST_OTHER
          ? "its body can't be read as JSON: " + e.getMessage()
          : "";
    }
  }

  /** For people: the status, and the server's words. */
  String refusal(InboundMessage message) throws ProtocolException {
    return ("status " + status(message) + " " + words(message)).strip();
  }
}
