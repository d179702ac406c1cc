package im.stress.standin;

import static org.assertj.core.api.Assertions.assertThat;

import im.stress.report.Summary;
import java.io.IOException;
import java.nio.file.Path;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Users of the preset {@code tinode} against its stand-in. */
@Timeout(60)
class TinodeIT {
  @TempDir Path folder;

  private PresetRun users(TinodeStandIn server) {
    return new PresetRun(folder, "tinode", server)
        .column("uid", UnaryOperator.identity())
        .column("token", StandInUsers::secretOf)
        .column("id", StandInUsers::idOf)
        .set("codec.template.options.apikey", TinodeStandIn.API_KEY);
  }

  @Test
  void users_talk_tell_what_came_and_answer_ping_frames() throws IOException, InterruptedException {
    try (TinodeStandIn server = new TinodeStandIn(new Heartbeat(100, 10_000))) {
      Summary summary = users(server).allIsWell();

      assertThat(server.receipts()).isEqualTo(server.pushes());
      assertThat(server.echoes()).isZero();
      assertThat(server.heartbeatsAnswered()).isGreaterThan(PresetUsers.USERS);
      assertThat(summary.heartbeats()).isNull();
    }
  }

  @Test
  void users_with_tokens_hear_their_own_messages_where_they_want_to()
      throws IOException, InterruptedException {
    try (TinodeStandIn server = new TinodeStandIn(Heartbeat.NONE)) {
      users(server)
          .column("token", StandInUsers::tokenOf)
          .set("codec.template.options.scheme", "token")
          .set("codec.template.vars.secret", "${token}")
          .set("codec.template.echo", "true")
          .set(
              "codec.template.outbound.chat",
              "{\"pub\":{\"id\":\"${id}\",\"topic\":\"${to.id}\",\"content\":\"${content}\"}}")
          .allIsWell();

      assertThat(server.echoes()).isEqualTo(server.messages());
    }
  }

  @Test
  void a_push_that_is_lost_is_told() throws IOException, InterruptedException {
    try (TinodeStandIn server = new TinodeStandIn(Heartbeat.NONE)) {
      users(server).lostPushIsTold();
    }
  }

  @Test
  void a_message_that_is_refused_is_told() throws IOException, InterruptedException {
    try (TinodeStandIn server = new TinodeStandIn(Heartbeat.NONE)) {
      users(server).refusedMessageIsTold();
    }
  }

  @Test
  void refused_logins_are_told_in_the_words_of_the_server()
      throws IOException, InterruptedException {
    try (TinodeStandIn server = new TinodeStandIn(Heartbeat.NONE)) {
      users(server).refusedLoginsAreTold("closed today");
    }
  }
}
