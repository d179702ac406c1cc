package im.stress.protocol.template;

import static org.assertj.core.api.Assertions.assertThat;

import im.stress.protocol.ImSession;
import im.stress.protocol.ProtocolException;
import im.stress.protocol.RecordingLink;
import org.junit.jupiter.api.Test;

/** The last word of a user who leaves. */
class LogoutTest {
  private final RecordingLink link = new RecordingLink(Frames.RUN_KEY);

  private ImSession online(String changes) throws ProtocolException {
    ImSession session = Frames.json(changes).open(Frames.context().user(7), link);
    session.opened();
    session.frame(Frames.bytes("{\"type\":\"login_ack\",\"code\":0}"));
    link.sent();
    return session;
  }

  @Test
  void a_user_says_it_before_the_connection_is_closed() throws ProtocolException {
    online("outbound.logout = \"\"\"{\"type\":\"bye\",\"uid\":\"${uid}\"}\"\"\"").closing();

    assertThat(link.sent()).containsExactly("{\"type\":\"bye\",\"uid\":\"u7\"}");
  }

  @Test
  void a_protocol_may_have_none() throws ProtocolException {
    online("").closing();

    assertThat(link.sent()).isEmpty();
  }
}
