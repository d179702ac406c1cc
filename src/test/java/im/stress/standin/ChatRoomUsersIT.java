package im.stress.standin;

import static org.assertj.core.api.Assertions.assertThat;

import im.stress.config.ServerSettings.Architecture;
import im.stress.report.Summary;
import im.stress.server.HttpStats;
import im.stress.server.ImServer;
import im.stress.user.TestServer;
import im.stress.user.TestUsers;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Users of the presets {@code chat-room} and {@code http-get} against the embedded server. */
@Timeout(60)
class ChatRoomUsersIT {
  @TempDir Path folder;

  private static TestUsers users(Path results, String preset, ImServer server) {
    return PresetUsers.of(results, preset, "http://127.0.0.1:" + server.httpPort().getAsInt())
        .set("run.grace", "5s");
  }

  private TestUsers writing(ImServer server) {
    return writing(folder, server);
  }

  private static TestUsers writing(Path results, ImServer server) {
    return users(results, "chat-room", server)
        .set("heartbeat.interval", "100ms")
        .set("duration", "2s");
  }

  @ParameterizedTest
  @EnumSource
  void all_that_is_sent_is_delivered(Architecture architecture)
      throws IOException, InterruptedException {
    try (ImServer server = TestServer.withChatRoom(architecture)) {
      Summary summary = PresetUsers.allIsWell(writing(server));

      HttpStats stats = server.stats().http();
      assertThat(stats.messagesSaved()).isEqualTo(summary.messages().sent());
      assertThat(stats.errors()).isZero();
      assertThat(summary.messages().lost()).isZero();
      assertThat(summary.messages().passedOver()).isZero();
      assertThat(summary.heartbeats().answered()).isEqualTo(summary.heartbeats().sent());
      assertThat(summary.latencyMicros()).containsKeys("ack", "delivery", "heartbeat");
    }
  }

  @Test
  void users_of_a_second_run_are_registered_already_and_hear_nothing_of_the_first()
      throws IOException, InterruptedException {
    try (ImServer server = TestServer.withChatRoom(Architecture.THREADS)) {
      writing(folder.resolve("first"), server).set("duration", "1s").run();
      Summary second =
          PresetUsers.allIsWell(writing(folder.resolve("second"), server).set("run.id", "second"));

      assertThat(second.messages().lost()).isZero();
      assertThat(server.stats().http().errors()).isEqualTo(2 * PresetUsers.USERS);
    }
  }

  @Test
  void what_the_server_does_not_save_is_lost() throws IOException, InterruptedException {
    try (ImServer server = TestServer.withChatRoom(Architecture.EVENTS, "drop-push=0.3")) {
      Summary summary = writing(server).run();

      HttpStats stats = server.stats().http();
      assertThat(stats.messagesDropped()).isPositive();
      assertThat(summary.messages().acked()).isEqualTo(summary.messages().sent());
      assertThat(summary.messages().lost()).isEqualTo(stats.messagesDropped());
      assertThat(summary.messages().delivered()).isEqualTo(stats.messagesSaved());
    }
  }

  @Test
  void of_one_url_the_answer_is_the_ack_and_nothing_is_delivered()
      throws IOException, InterruptedException {
    try (ImServer server = TestServer.withChatRoom(Architecture.EVENTS)) {
      Summary summary = users(folder, "http-get", server).set("users", "1").run();

      assertThat(summary.messages().sent()).isPositive();
      assertThat(summary.messages().acked()).isEqualTo(summary.messages().sent());
      assertThat(summary.messages().skippedNoContact()).isZero();
      assertThat(summary.messages().delivered()).isNull();
      assertThat(summary.messages().lost()).isNull();
      assertThat(summary.success().delivery()).isNull();
      assertThat(summary.success().online()).as("nothing tells").isNull();
      assertThat(summary.latencyMicros()).containsKey("ack").doesNotContainKey("delivery");
      assertThat(server.stats().http().requestsByRoute())
          .containsEntry("/", summary.messages().sent());
    }
  }

  @ParameterizedTest
  @EnumSource
  void a_user_who_is_not_registered_is_refused_whatever_the_status(Architecture architecture)
      throws IOException, InterruptedException {
    try (ImServer server = TestServer.withChatRoom(architecture)) {
      Summary summary =
          users(folder, "http-get", server)
              .set("codec.template.options.method", "POST")
              .set("codec.template.options.path", "/login")
              .set("codec.template.options.body", "{\"username\":\"nobody\",\"password\":\"x\"}")
              .set("codec.template.options.accept.\"/status\"", "success")
              .run();

      assertThat(summary.messages().acked()).isZero();
      assertThat(summary.messages().refused()).isPositive().isEqualTo(summary.messages().sent());
    }
  }
}
