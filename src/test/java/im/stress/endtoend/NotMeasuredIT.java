package im.stress.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import im.stress.server.ImServer;
import im.stress.user.TestServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Healthy runs that can't measure what a default threshold is about. They need the machine for
 * themselves, since a slow login of one user is time that it is not online.
 */
@Tag("alone")
class NotMeasuredIT {
  private static final String NO_ACKS =
      """
      im.codec.template.inbound {
        chat-ack = null
        ignore = [ { match { "/type" = "chat_ack" } } ]
      }
      """;

  @TempDir Path folder;

  private ToolRun.Builder run(ImServer server) {
    return new ToolRun.Builder(folder).tolerant().target(server.port());
  }

  /** The first try of a new protocol: nobody to write to, and no time for a heartbeat. */
  @Test
  void one_user_alone_passes() throws IOException, InterruptedException {
    try (ImServer server = TestServer.with();
        ToolRun run = run(server).load(1, 0, 10, 5_000, 30_000).start()) {
      assertThat(run.await()).as(run.output()).isZero();

      assertThat(run.summary().path("thresholds").toString())
          .contains("not measured: no message was sent: 1 user has no contact");
      assertThat(Files.readString(run.file("index.html"))).contains("not judged");
      assertThat(run.summary().at("/machines/0").has("clockOffsetMicros")).isFalse();
    }
  }

  @Test
  void a_protocol_without_acks_passes() throws IOException, InterruptedException {
    try (ImServer server = TestServer.with();
        ToolRun run = run(server).config(NO_ACKS).load(10, 1, 8, 500, 1_000).start()) {
      assertThat(run.await()).as(run.output()).isZero();

      assertThat(run.summary().at("/messages/delivered").asLong()).isPositive();
      assertThat(run.summary().at("/success").has("ack")).isFalse();
      assertThat(run.summary().path("thresholds").toString())
          .contains("not measured: the protocol has no acks");
    }
  }

  @Test
  void acks_that_were_asked_for_and_do_not_exist_fail() throws IOException, InterruptedException {
    try (ImServer server = TestServer.with();
        ToolRun run =
            run(server)
                .config(NO_ACKS)
                .set("thresholds", "ack p99 < 1 s, success.delivery >= 0.9")
                .cold()
                .load(10, 1, 4, 500, 1_000)
                .start()) {
      assertThat(run.await()).as(run.output()).isEqualTo(2);

      assertThat(run.summary().path("reasons"))
          .hasToString("[\"ack p99 < 1 s: not measured: the protocol has no acks\"]");
    }
  }
}
