package im.stress.standin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import im.stress.report.Summary;
import im.stress.user.TestUsers;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Users of the preset {@code goim} against the stand-in of goim's comet. */
@Timeout(60)
class GoimIT {
  @TempDir Path folder;
  private final GoimStandIn server = GoimStandIn.start();

  @AfterEach
  void stop() {
    server.close();
  }

  private TestUsers users(String scheme) {
    int port = scheme.equals("tcp") ? server.port() : server.webSocketPort();
    return PresetUsers.of(folder, "goim", scheme + "://127.0.0.1:" + port)
        .set("message.interval", "0")
        .set("heartbeat.interval", "200ms");
  }

  /** Over TCP they come bare, over WebSocket several in a packet. */
  @ParameterizedTest
  @ValueSource(strings = {"tcp", "ws"})
  void users_stay_online_and_hear_what_others_push(String scheme) throws Exception {
    FutureTask<Summary> run = PresetUsers.started(users(scheme));
    await().until(() -> server.logins() == PresetUsers.USERS);

    server.pushAll(1000, List.of("one", "{\"two\":2}"), 1001, 1002, 1003, 1004);
    server.pushAll(1001, List.of("not accepted"), 1001);

    Summary summary = run.get();
    assertThat(server.violations()).isEmpty();
    assertThat(server.pushes()).isEqualTo(2 * PresetUsers.USERS);
    assertThat(TestUsers.anomalies(summary))
        .isEqualTo(Map.of("pushesUnmarked", (long) server.pushes()));
    assertThat(summary.users().loggedIn()).isEqualTo(PresetUsers.USERS);
    assertThat(summary.connections().lost()).isZero();
    assertThat(summary.heartbeats().sent()).isGreaterThan(2 * PresetUsers.USERS);
    assertThat(summary.heartbeats().answered())
        .isEqualTo(summary.heartbeats().sent())
        .isEqualTo(server.heartbeatsAnswered());
  }

  @Test
  void what_users_send_by_http_comes_over_the_connection() throws Exception {
    server.errorOnSend(2);

    Summary summary =
        users("tcp")
            .set("codec.template.options.logic", "http://127.0.0.1:" + server.logicPort())
            .set("message.interval", "100ms")
            .run();

    assertThat(server.violations()).isEmpty();
    assertThat(summary.connections().lost()).isZero();
    assertThat(summary.messages().sent()).isGreaterThan(10).isEqualTo(server.messages());
    assertThat(summary.messages().refused()).isEqualTo(1);
    assertThat(summary.messages().acked()).isEqualTo(summary.messages().sent() - 1);
    assertThat(summary.messages().delivered()).isEqualTo(server.pushes());
    assertThat(summary.messages().lost()).isEqualTo(1);
  }

  @Test
  void a_refused_login_is_a_closed_connection() throws Exception {
    server.refuseLogins("");

    PresetUsers.noneLogsIn(users("tcp"), "closed-by-server", "");

    assertThat(server.violations()).isEmpty();
  }
}
