package im.stress.standin;

import static org.assertj.core.api.Assertions.assertThat;

import im.stress.report.Summary;
import java.io.IOException;
import java.nio.file.Path;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Users of the preset {@code rocketchat} against its stand-in. */
@Timeout(60)
class RocketChatIT {
  @TempDir Path folder;

  private PresetRun users(RocketChatStandIn server) {
    return new PresetRun(folder, "rocketchat", server)
        .column("uid", UnaryOperator.identity())
        .column("token", StandInUsers::secretOf)
        .column("id", StandInUsers::idOf);
  }

  @Test
  void users_talk_hear_themselves_and_answer_pings() throws IOException, InterruptedException {
    try (RocketChatStandIn server = new RocketChatStandIn(new Heartbeat(100, 10_000))) {
      Summary summary = users(server).set("heartbeat.interval", "0").allIsWell();

      assertThat(server.echoes()).isEqualTo(server.messages());
      assertThat(summary.messages().echoed()).isEqualTo(server.echoes());
      assertThat(server.heartbeatsAnswered()).isGreaterThan(PresetUsers.USERS);
      assertThat(summary.heartbeats().sent()).isZero();
    }
  }

  @Test
  void users_with_tokens_send_heartbeats_of_their_own() throws IOException, InterruptedException {
    try (RocketChatStandIn server = new RocketChatStandIn(Heartbeat.NONE)) {
      Summary summary =
          users(server)
              .column("token", StandInUsers::tokenOf)
              .set("codec.template.options.credentials", "{\"resume\":\"${token}\"}")
              .set("heartbeat.interval", "200ms")
              .allIsWell();

      assertThat(summary.heartbeats().answered())
          .isGreaterThan(PresetUsers.USERS)
          .isEqualTo(summary.heartbeats().sent())
          .isEqualTo(server.heartbeatsAnswered());
    }
  }

  @Test
  void a_push_that_is_lost_is_told() throws IOException, InterruptedException {
    try (RocketChatStandIn server = new RocketChatStandIn(Heartbeat.NONE)) {
      users(server).lostPushIsTold();
    }
  }

  @Test
  void a_message_that_is_refused_is_told() throws IOException, InterruptedException {
    try (RocketChatStandIn server = new RocketChatStandIn(Heartbeat.NONE)) {
      users(server).refusedMessageIsTold();
    }
  }

  @Test
  void refused_logins_are_told_in_the_words_of_the_server()
      throws IOException, InterruptedException {
    try (RocketChatStandIn server = new RocketChatStandIn(Heartbeat.NONE)) {
      users(server).refusedLoginsAreTold("closed today");
    }
  }
}
