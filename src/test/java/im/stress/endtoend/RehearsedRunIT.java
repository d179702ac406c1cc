package im.stress.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import im.stress.server.ImServer;
import im.stress.server.ServerStats;
import im.stress.user.TestServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a run rehearses is seen neither by its target nor in its figures. */
class RehearsedRunIT {
  private static final int USERS = 20;

  /** One login more than users: the preflight's. */
  private static final int LOGINS = USERS + 1;

  @TempDir Path folder;

  @Test
  void a_rehearsal_leaves_no_trace() throws IOException, InterruptedException {
    try (ImServer server = TestServer.with();
        ToolRun run =
            new ToolRun.Builder(folder)
                .tolerant()
                .set("run.rehearsal", "20s")
                .target(server.port())
                .load(USERS, 1, 4, 500, 1_000)
                .start()) {
      assertThat(run.await()).as(run.output()).isZero();

      ServerStats stats = server.stats();
      assertThat(stats.connectionsOpened()).isEqualTo(LOGINS);
      assertThat(stats.logins()).isEqualTo(LOGINS);
      JsonNode summary = run.summary();
      assertThat(summary.at("/users/peakOnline").asInt()).isEqualTo(USERS);
      assertThat(summary.at("/connections/attempted").asInt()).isEqualTo(USERS);
      assertThat(summary.at("/connections/lost").asInt()).isZero();
      assertThat(summary.at("/latencyMicros/login/count").asInt()).isEqualTo(USERS);
      assertThat(summary.at("/messages/sent").asLong()).isEqualTo(stats.messages());
      assertThat(summary.at("/latencyMicros/ack/count").asLong()).isEqualTo(stats.acks());
      assertThat(summary.at("/heartbeats/sent").asLong()).isEqualTo(stats.heartbeats());
      assertThat(run.file("deaths.jsonl")).isEmptyFile();
      assertThat(Files.readString(run.file("machine-0/shard-0/gatling.out")))
          .doesNotContain("rehearsal");
    }
  }
}
