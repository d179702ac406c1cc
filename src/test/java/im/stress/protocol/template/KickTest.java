package im.stress.protocol.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import im.stress.config.SettingsException;
import im.stress.protocol.ProtocolException;
import org.junit.jupiter.api.Test;

/** What a server says before a connection ends. */
class KickTest {
  private static final String KICK = "{\"type\":\"kick\",\"reason\":\"elsewhere\"}";

  private static String kicked(String hangUp) throws ProtocolException {
    String matcher = "match { \"/type\" = kick }, fields { reason = \"/reason\" }" + hangUp;
    return Frames.decode(Frames.json("inbound.kick { " + matcher + " }"), KICK);
  }

  @Test
  void the_server_closes_the_connection_or_the_user_does() throws ProtocolException {
    assertThat(kicked("")).isEqualTo("kicked elsewhere");
    assertThat(kicked(", hang-up = false")).isEqualTo("kicked elsewhere");
    assertThat(kicked(", hang-up = true")).isEqualTo("kicked elsewhere; fail elsewhere");
  }

  @Test
  void only_after_a_kick() {
    assertThatThrownBy(
            () -> Frames.json("inbound.ignore { match { \"/type\" = a }, hang-up = true }"))
        .isInstanceOf(SettingsException.class)
        .hasMessage("im.codec.template.inbound.ignore.hang-up: unknown; expected one of match");
  }
}
