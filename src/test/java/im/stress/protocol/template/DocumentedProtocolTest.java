package im.stress.protocol.template;

import static org.assertj.core.api.Assertions.assertThat;

import im.stress.protocol.ProtocolException;
import im.stress.protocol.Traits.HeartbeatKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The worked example of {@code docs/codec.md} works as it stands there. */
class DocumentedProtocolTest {
  private TemplateProtocol protocol;

  @BeforeEach
  void read_example() throws IOException {
    String page = Files.readString(Path.of("docs", "codec.md"));
    int start = page.indexOf("```hocon\n") + "```hocon\n".length();
    String example = page.substring(start, page.indexOf("```", start));
    protocol = Frames.json(example);
  }

  @Test
  void client_sends_what_the_table_says() {
    assertThat(protocol.traits().heartbeatKind()).isEqualTo(HeartbeatKind.PING_FRAME);
    assertThat(Frames.login(protocol, Frames.context(), 7))
        .isEqualTo("{\"cmd\":1,\"data\":{\"user\":\"u7\",\"key\":\"secret\"}}");
    assertThat(Frames.chat(protocol, 7, 8, 3, 0, 1))
        .matches(
            "\\{\"cmd\":3,\"data\":\\{\"ref\":\"1234abcd0000000700000003\",\"peer\":\"u8\","
                + "\"body\":\"im1:[0-9a-f]{46}\\.{14}\",\"at\":\\d{13}}}");
  }

  @Test
  void server_sends_what_the_table_says() throws ProtocolException {
    assertThat(Frames.decode(protocol, "{\"cmd\":2,\"data\":{\"status\":\"0\"}}"))
        .isEqualTo("loggedIn");
    assertThat(Frames.decode(protocol, "{\"cmd\":2,\"data\":{\"status\":\"3\",\"error\":\"no\"}}"))
        .isEqualTo("loginRefused 3 no");
    assertThat(
            Frames.decode(
                protocol,
                "{\"cmd\":4,\"ok\":true,\"data\":{\"refs\":[\"1234abcd0000000700000003\"]}}"))
        .isEqualTo("acked 3 0");
    assertThat(
            Frames.decode(
                protocol,
                "{\"cmd\":5,\"data\":{\"peer\":\"u7\",\"body\":"
                    + "\"im1:1234abcd000000070000000800000000"
                    + "00000000000001"
                    + ".".repeat(14)
                    + "\"}}"))
        .isEqualTo("pushed 7 8 0 1");
    assertThat(Frames.decode(protocol, "{\"cmd\":6,\"data\":{\"online\":812}}")).isEmpty();
  }
}
