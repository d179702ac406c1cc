package im.stress.target;

import static im.stress.transport.http.RawServer.answer;
import static im.stress.transport.http.RawServer.answering;
import static org.assertj.core.api.Assertions.assertThat;

import im.stress.config.SettingsLoader;
import im.stress.config.SettingsSources;
import im.stress.standin.GoimStandIn;
import im.stress.transport.http.RawServer;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What is said before a run whose messages go to a server of their own. */
@Timeout(30)
class LanePreflightIT {
  private final GoimStandIn server = GoimStandIn.start();

  @AfterEach
  void stop() {
    server.close();
  }

  private Preflight.Result check(int logicPort, String messageInterval) {
    Map<String, String> settings = new HashMap<>();
    settings.put("im.codec.format", "goim");
    settings.put("im.target.url", "tcp://127.0.0.1:" + server.port());
    settings.put("im.codec.template.options.logic", "http://127.0.0.1:" + logicPort);
    settings.put("im.message.interval", messageInterval);
    return Preflight.check(
        SettingsLoader.load(new SettingsSources(settings, List.of(), Map.of(), Optional.empty()))
            .settings());
  }

  private String refused(int logicPort) {
    Preflight.Result result = check(logicPort, "1s");
    assertThat(result).isInstanceOf(Preflight.Refused.class);
    return ((Preflight.Refused) result).reason();
  }

  private static String checked(Preflight.Result result) {
    assertThat(result).isInstanceOf(Preflight.Reached.class);
    return ((Preflight.Reached) result).checked().get(0);
  }

  @Test
  void one_message_is_sent() {
    assertThat(checked(check(server.logicPort(), "1s"))).contains("request ");
    assertThat(server.messages()).isEqualTo(1);
    assertThat(server.violations()).isEmpty();
  }

  @Test
  void path_that_is_not_there_is_told() throws IOException {
    try (RawServer other = new RawServer(answering(answer(404, "404 page not found")))) {
      assertThat(refused(other.port()))
          .endsWith(
              "its first request to http://127.0.0.1:%d was answered with 404: check im.codec.template.options"
                  .formatted(other.port()));
    }
  }

  @Test
  void another_refusal_is_told_and_the_run_may_begin() throws IOException {
    try (RawServer busy = new RawServer(answering(answer(503, "{\"message\":\"busy\"}")))) {
      assertThat(checked(check(busy.port(), "1s"))).contains("(refused with code 503 (busy))");
    }
  }

  @Test
  void closed_port_is_told() throws IOException {
    int closed;
    try (RawServer other = new RawServer(RawServer.ECHO)) {
      closed = other.port();
    }
    assertThat(refused(closed))
        .contains(
            "its first request to http://127.0.0.1:%d was not answered (refused: "
                .formatted(closed))
        .endsWith("Check im.codec.template.options");
  }

  @Test
  void nothing_is_asked_where_nobody_writes() throws IOException {
    try (RawServer other = new RawServer(RawServer.ECHO)) {
      assertThat(checked(check(other.port(), "0"))).doesNotContain("request");
      assertThat(other.requests()).isEmpty();
    }
  }
}
