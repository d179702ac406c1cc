package im.stress.protocol.template;

import im.stress.protocol.ProtocolException;
import im.stress.protocol.Traits;
import im.stress.protocol.inbound.InboundMessage;
import im.stress.protocol.inbound.MessagePlan;
import java.util.List;

/**
 * A preset, compiled. Immutable.
 *
 * @param form what messages are made of
 * @param settings its single values
 * @param connect what users ask a gateway for
 * @param login the steps of a login; none = the connection is the login
 * @param captures how many values a login captures
 * @param outbound what users send after it
 * @param matchers what the server sends
 * @param traits what the protocol has and what it lacks
 * @param httpAnswers what answers of HTTP are made of
 * @param poll what users ask for again and again; null = nothing
 */
record Preset(
    MessageForm form,
    TemplateSettings settings,
    ConnectSettings connect,
    List<LoginStep> login,
    Captured captures,
    Outbound outbound,
    InboundMatchers matchers,
    Traits traits,
    MessagePlan httpAnswers,
    PollSettings poll) {

  /** How many values a login captures, of the user and of each contact. */
  record Captured(int ofUser, int ofContact) {}

  /** Whether a message is the answer that some step of the login waits for. */
  boolean isLoginAnswer(InboundMessage message) throws ProtocolException {
    for (LoginStep step : login) {
      if (step.isAnsweredBy(message)) {
        return true;
      }
    }
    return false;
  }
}
