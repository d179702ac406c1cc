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

/**
 * Users of the preset {@code crossover-cim}, which a user of the tool might have written, against
 * the stand-in of crossoverJie's cim.
 */
@Timeout(60)
class CrossoverCimIT {
  @TempDir Path folder;
  private final CrossoverCimStandIn server = CrossoverCimStandIn.start();

  @AfterEach
  void stop() {
    server.close();
  }

  private TestUsers users() {
    return PresetUsers.of(folder, "crossover-cim", "tcp://127.0.0.1:" + server.port())
        .set("run.grace", "5s") // for the first requests of a cold JVM
        .set("codec.template.options.route", "http://127.0.0.1:" + server.routePort());
  }

  @Test
  void users_and_server_count_the_same() throws Exception {
    Summary summary = PresetUsers.allIsWell(users().set("heartbeat.interval", "200ms"));

    assertThat(server.violations()).isEmpty();
    assertThat(server.logins()).isEqualTo(PresetUsers.USERS);
    assertThat(summary.messages().sent()).isEqualTo(server.messages()).isEqualTo(server.pushes());
    // The login has a ping as well.
    assertThat(summary.heartbeats().answered())
        .isPositive()
        .isEqualTo(server.heartbeatsAnswered() - PresetUsers.USERS);
  }

  @Test
  void lost_push_and_refused_message_are_told() throws Exception {
    server.dropPush(2);
    server.errorOnSend(3);

    Summary summary = users().run();

    assertThat(server.violations()).isEmpty();
    assertThat(summary.messages().sent()).isGreaterThan(10).isEqualTo(server.messages());
    assertThat(summary.messages().refused()).isEqualTo(1);
    assertThat(summary.messages().acked()).isEqualTo(summary.messages().sent() - 1);
    assertThat(summary.messages().lost()).isEqualTo(2);
    assertThat(summary.messages().delivered()).isEqualTo(server.pushes());
  }

  @Test
  void texts_of_a_batch_count_one_by_one() throws Exception {
    FutureTask<Summary> run = PresetUsers.started(users().set("message.interval", "0"));
    await().until(() -> server.logins() == PresetUsers.USERS);

    server.pushBatch(List.of("a", "b", "c"), 1001);

    assertThat(TestUsers.anomalies(run.get())).isEqualTo(Map.of("pushesUnmarked", 3L));
    assertThat(server.violations()).isEmpty();
  }
}
