package im.stress.protocol.template;

import im.stress.channel.HttpOrigin;
import im.stress.protocol.ProtocolException;
import im.stress.protocol.inbound.Condition;
import im.stress.protocol.inbound.InboundMessage;
import im.stress.protocol.inbound.Path;
import java.util.List;

/**
 * Where a request of HTTP goes, and what its answer means. Immutable.
 *
 * @param server beside the user's own connection; null = that connection
 * @param answer how yes is told from no
 * @param refuseJson one holds where a body of JSON is a no; other bodies are not looked at
 * @param status where the status of the answer is
 * @param reason where the server's words are; null = it has none
 */
record HttpExchange(
    HttpOrigin server, Answer answer, List<Condition> refuseJson, Path status, Path reason)
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
      boolean refused = code == Answer.REFUSED || (code == 0 && isRefusedAsJson(message));
      return refused ? status(message) : code;
    } catch (ProtocolException e) {
      return status(message);
    }
  }

  /** What begins as JSON and is none, such as a file of settings, is a body like any other. */
  private boolean isRefusedAsJson(InboundMessage message) {
    try {
      return !refuseJson.isEmpty() && hasJson(message) && Condition.any(refuseJson, message);
    } catch (ProtocolException noJson) {
      return false;
    }
  }

  /** By the first byte, so that a page costs nothing more. */
  private static boolean hasJson(InboundMessage message) {
    int at = message.bodyStart();
    while (at < message.end() && isSpace(message.bytes()[at])) {
      at++;
    }
    return at < message.end() && (message.bytes()[at] == '{' || message.bytes()[at] == '[');
  }

  /** As bytes are signed, letters of other scripts are below 0. */
  private static boolean isSpace(byte of) {
    return of >= 0 && of <= ' ';
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
}
