package im.stress.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import im.stress.cli.InterruptSignal;
import im.stress.server.HostileServer;
import im.stress.server.ImServer;
import im.stress.server.Script;
import im.stress.user.TestServer;
import java.io.IOException;
import java.nio.file.Path;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Ctrl-C while users still wait for something: the settings say for how long they may. */
class InterruptedRunIT {
  @TempDir Path folder;

  @BeforeEach
  void signalsReachTheRun() throws IOException {
    InterruptSignal.assumeNotIgnored();
  }

  private ToolRun.Builder run() {
    return new ToolRun.Builder(folder).tolerant().cold();
  }

  private static void assertWholeReport(ToolRun run) throws IOException, InterruptedException {
    assertThat(run.await()).as(run.output()).isEqualTo(130);
    assertThat(run.output()).doesNotContain("was killed");
    assertThat(run.summary().path("verdict").asText()).isEqualTo("INTERRUPTED");
    assertThat(run.file("gatling/index.html")).exists();
    assertThat(run.file("machine-0/shard-0/counts.json"))
        .content()
        .contains("\"state\":\"interrupted\"");
  }

  @Test
  void a_long_grace_is_waited_for_and_what_came_in_it_is_reported()
      throws IOException, InterruptedException {
    try (ImServer server = TestServer.with("ack-delay=22s");
        ToolRun run =
            run()
                .target(server.port())
                .set("run.grace", "25s")
                .set("message.ack-timeout", "60s")
                .load(20, 1, 120, 200, 1_000)
                .start()) {
      run.awaitOutput("online 20/20");
      Awaitility.await().until(() -> server.stats().messages() > 20);
      run.signal("INT");

      run.awaitOutput("stopping the users takes 48 s at most");
      assertWholeReport(run);
      assertThat(run.summary().at("/messages/unacked").asLong()).isZero();
      assertThat(run.summary().at("/messages/acked").asLong())
          .isEqualTo(server.stats().messages())
          .isPositive();
    }
  }

  private static long logins(HostileServer server) {
    return server.peers().stream().filter(peer -> !peer.uid().isEmpty()).count();
  }

  @Test
  void users_whose_login_is_not_answered_are_not_waited_for()
      throws IOException, InterruptedException {
    Script mute = Script.atLogin(peer -> {});
    try (HostileServer server = HostileServer.towardsTheFirst(Script.GOOD, mute, mute, mute, mute);
        ToolRun run =
            run().target(server.port()).set("login.timeout", "10m").load(5, 1, 120, 0, 0).start()) {
      run.awaitOutput("online 1/5");
      Awaitility.await().until(() -> logins(server) == 1 + 5);
      run.signal("INT");

      assertWholeReport(run);
      assertThat(run.summary().at("/users/connected").asLong()).isEqualTo(5);
      assertThat(run.summary().at("/users/loggedIn").asLong()).isEqualTo(1);
    }
  }
}
