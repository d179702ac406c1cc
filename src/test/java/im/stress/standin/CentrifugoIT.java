package im.stress.standin;

import static org.assertj.core.api.Assertions.assertThat;

import im.stress.report.Summary;
import im.stress.user.TestUsers;
import java.io.IOException;
import java.nio.file.Path;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Users of the preset {@code centrifugo} against its stand-in. */
@Timeout(60)
class CentrifugoIT {
  @TempDir Path folder;

  private PresetRun users(CentrifugoStandIn server) {
    return new PresetRun(folder, "centrifugo", server)
        .column("uid", UnaryOperator.identity())
        .column("token", StandInUsers::jwtOf);
  }

  @Test
  void users_talk_and_answer_when_they_are_asked_for_life()
      throws IOException, InterruptedException {
    try (CentrifugoStandIn server = new CentrifugoStandIn(new Heartbeat(100, 10_000))) {
      Summary summary = users(server).allIsWell();

      assertThat(server.echoes()).isZero();
      assertThat(server.heartbeatsAnswered()).isGreaterThan(PresetUsers.USERS);
      assertThat(summary.heartbeats()).isNull();
    }
  }

  @Test
  void members_of_a_group_hear_each_other_and_themselves()
      throws IOException, InterruptedException {
    try (CentrifugoStandIn server = new CentrifugoStandIn(Heartbeat.NONE)) {
      Summary summary =
          users(server)
              .set("message.interval", "0")
              .set("groups.size", "2")
              .set("groups.interval", "100ms")
              .run();

      assertThat(server.violations()).isEmpty();
      assertThat(summary.groups().joins()).isEqualTo(PresetUsers.USERS);
      assertThat(summary.groups().sent()).isGreaterThan(10).isEqualTo(server.messages());
      assertThat(summary.groups().acked()).isEqualTo(server.acks());
      assertThat(summary.groups().delivered()).isEqualTo(server.pushes());
      assertThat(summary.groups().echoed()).isEqualTo(server.echoes()).isEqualTo(server.acks());
      assertThat(TestUsers.anomalies(summary)).isEmpty();
    }
  }

  @Test
  void a_push_that_is_lost_is_told() throws IOException, InterruptedException {
    try (CentrifugoStandIn server = new CentrifugoStandIn(Heartbeat.NONE)) {
      users(server).lostPushIsTold();
    }
  }

  @Test
  void a_message_that_is_refused_is_told() throws IOException, InterruptedException {
    try (CentrifugoStandIn server = new CentrifugoStandIn(Heartbeat.NONE)) {
      users(server).refusedMessageIsTold();
    }
  }

  @Test
  void refused_logins_are_told_in_the_words_of_the_server()
      throws IOException, InterruptedException {
    try (CentrifugoStandIn server = new CentrifugoStandIn(Heartbeat.NONE)) {
      users(server).refusedLoginsAreTold("closed today");
    }
  }
}
