package im.stress.standin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import im.stress.report.Summary;
import im.stress.user.TestUsers;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Users of the preset {@code cim} against the stand-in of farsunset's cim. */
@Timeout(60)
class CimIT {
  @TempDir Path folder;
  private final FarsunsetCimStandIn server = FarsunsetCimStandIn.start();

  @AfterEach
  void stop() {
    server.close();
  }

  private TestUsers users() throws IOException {
    return PresetUsers.listed(folder, "cim", "tcp://127.0.0.1:" + server.port())
        .set("message.interval", "0");
  }

  @Test
  void users_answer_pings_and_hear_what_others_push() throws Exception {
    FutureTask<Summary> run = PresetUsers.started(users());
    await().until(() -> server.logins() == PresetUsers.USERS);

    server.push("hi", "u0", "u1", "u2", "u3");
    for (int user = 0; user < PresetUsers.USERS; user++) {
      server.ping("u" + user);
    }

    await().until(() -> server.heartbeatsAnswered() == PresetUsers.USERS);
    Summary summary = run.get();
    assertThat(server.violations()).isEmpty();
    assertThat(server.pushes()).isEqualTo(PresetUsers.USERS);
    assertThat(TestUsers.anomalies(summary))
        .isEqualTo(Map.of("pushesUnmarked", (long) server.pushes()));
    assertThat(summary.users().loggedIn()).isEqualTo(PresetUsers.USERS);
    assertThat(summary.connections().lost()).isZero();
  }

  @Test
  void what_users_send_by_http_comes_over_the_connection() throws Exception {
    server.errorOnSend(2);

    Summary summary =
        users()
            .set("codec.template.options.rest", "http://127.0.0.1:" + server.restPort())
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
  void a_refused_login_is_told_with_the_servers_words() throws Exception {
    server.refuseLogins("");

    PresetUsers.noneLogsIn(users(), "login-rejected", "refused");

    assertThat(server.violations()).isEmpty();
  }

  @Test
  void a_kick_is_told() throws Exception {
    FutureTask<Summary> run = PresetUsers.started(users());
    await().until(() -> server.logins() == PresetUsers.USERS);

    server.kick("u3");

    PresetUsers.oneIsKicked(run);
  }
}
