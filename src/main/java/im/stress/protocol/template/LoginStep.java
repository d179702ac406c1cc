package im.stress.protocol.template;

import im.stress.protocol.ProtocolException;
import im.stress.protocol.inbound.Condition;
import im.stress.protocol.inbound.InboundMessage;
import im.stress.protocol.inbound.Path;
import java.util.List;

/**
 * One step of a login. Immutable.
 *
 * @param name for people
 * @param message what is sent; null = nothing
 * @param expect the answer to wait for; null = none
 * @param eachContact whether it is done once for each contact of the user
 */
record LoginStep(String name, SentMessage message, Expectation expect, boolean eachContact) {

  /** Whether it is a request of HTTP, whose answer is no message of the connection. */
  boolean isRequest() {
    return message != null && message.isRequest();
  }

  /** Whether a message is the answer that it waits for. */
  boolean isAnsweredBy(InboundMessage came) throws ProtocolException {
    return expect != null && !isRequest() && Condition.all(expect.match(), came);
  }

  /**
   * An answer of the server.
   *
   * @param match what it must have to be the answer; nothing where it can only be that
   * @param answer how yes is told from no, and why
   * @param captures what is kept of it
   * @param recovery what to do when it is a no of a certain kind; null = nothing
   */
  record Expectation(
      List<Condition> match, AnswerReader answer, List<Capture> captures, Recovery recovery) {}

  /**
   * A value that is kept for later messages.
   *
   * @param slot among the captured values of a connection
   */
  record Capture(String name, int slot, Path path) {}

  /**
   * Steps that are done when a step was refused, once; then that step is done again.
   *
   * @param when one of these holds in the refusal
   */
  record Recovery(List<Condition> when, List<LoginStep> steps) {

    /** Whether a refusal is of this kind; one that can't be read is not. */
    boolean fits(InboundMessage refusal) {
      try {
        return Condition.any(when, refusal);
      } catch (ProtocolException e) {
        return false;
      }
    }
  }
}
