package im.stress.standin;

import static org.assertj.core.api.Assertions.assertThat;

import im.stress.report.Summary;
import java.io.IOException;
import java.nio.file.Path;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Users of the preset {@code mattermost} against its stand-in: WebSocket and REST. */
@Timeout(60)
class MattermostIT {
  @TempDir Path folder;

  private PresetRun users(MattermostStandIn server) {
    return new PresetRun(folder, "mattermost", server)
        .column("uid", UnaryOperator.identity())
        .column("token", StandInUsers::tokenOf)
        .column("id", StandInUsers::idOf)
        .set("run.grace", "5s") // for the first requests of a cold JVM
        .set("codec.template.options.rest", "http://127.0.0.1:" + server.port());
  }

  @Test
  void users_post_hear_themselves_and_beat() throws IOException, InterruptedException {
    try (MattermostStandIn server = new MattermostStandIn()) {
      Summary summary = users(server).set("heartbeat.interval", "200ms").allIsWell();

      assertThat(server.echoes()).isEqualTo(server.messages());
      assertThat(summary.messages().echoed()).isEqualTo(server.echoes());
      assertThat(summary.heartbeats().answered())
          .isGreaterThan(PresetUsers.USERS)
          .isEqualTo(server.heartbeatsAnswered());
    }
  }

  @Test
  void a_push_that_is_lost_is_told() throws IOException, InterruptedException {
    try (MattermostStandIn server = new MattermostStandIn()) {
      users(server).lostPushIsTold();
    }
  }

  @Test
  void a_post_that_is_refused_is_told() throws IOException, InterruptedException {
    try (MattermostStandIn server = new MattermostStandIn()) {
      users(server).refusedMessageIsTold();
    }
  }

  @Test
  void refused_logins_are_told_in_the_words_of_the_server()
      throws IOException, InterruptedException {
    try (MattermostStandIn server = new MattermostStandIn()) {
      users(server).refusedLoginsAreTold("closed today");
    }
  }
}
