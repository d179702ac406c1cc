package im.stress.standin;

import static org.assertj.core.api.Assertions.assertThat;

import im.stress.report.Summary;
import im.stress.user.TestUsers;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Users of the preset {@code stomp} against a real broker. */
@Timeout(60)
class StompIT {
  /** The first logins take the broker most of a second on a busy machine. */
  private static final String LONG_ENOUGH = "2s";

  private static StompBroker broker;

  @TempDir Path folder;

  @BeforeAll
  static void start() {
    broker = StompBroker.start();
  }

  @AfterAll
  static void stop() throws Exception {
    broker.close();
  }

  private TestUsers users() throws IOException {
    return PresetUsers.listed(folder, "stomp", "ws://127.0.0.1:" + broker.port())
        .set("duration", LONG_ENOUGH);
  }

  @Test
  void users_and_broker_count_the_same() throws Exception {
    long messages = broker.messages();
    long pushes = broker.pushes();

    Summary summary = PresetUsers.allIsWell(users());

    assertThat(broker.users()).contains("u0", "u1", "u2", "u3");
    assertThat(summary.messages().sent()).isEqualTo(broker.messages() - messages);
    assertThat(summary.messages().delivered()).isEqualTo(broker.pushes() - pushes);
  }

  /** The broker closes connections that it has heard nothing of for twice the time agreed. */
  @Test
  void heartbeats_alone_keep_users_online() throws Exception {
    Summary summary =
        users()
            .set("message.interval", "0")
            .set("heartbeat.interval", "250ms")
            .set("codec.template.options.heart-beat", "500,500")
            .run();

    assertThat(summary.users().loggedIn()).isEqualTo(PresetUsers.USERS);
    assertThat(summary.connections().lost()).isZero();
    assertThat(summary.heartbeats().sent()).isGreaterThan(4 * PresetUsers.USERS);
    assertThat(summary.heartbeats().answered()).isNull();
    assertThat(TestUsers.anomalies(summary)).isEmpty();
  }

  @Test
  void a_refused_login_is_told_with_the_brokers_words() throws Exception {
    long refusals = broker.refusals();
    TestUsers users = PresetUsers.of(folder, "stomp", "ws://127.0.0.1:" + broker.port());

    // \\c is STOMP's colon.
    PresetUsers.noneLogsIn(
        users,
        "login-rejected",
        "Security Error occurred\\\\c User name \\[u\\d] or password is invalid");

    assertThat(broker.refusals()).isGreaterThanOrEqualTo(refusals + PresetUsers.USERS);
  }
}
