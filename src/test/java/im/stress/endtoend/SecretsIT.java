package im.stress.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import im.stress.server.HostileServer;
import im.stress.server.ImServer;
import im.stress.server.Script;
import im.stress.user.TestServer;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * No secret that a run was given is in what it leaves behind, prints, or shows in a process list.
 */
class SecretsIT {
  /** A part of every secret below. */
  private static final String SECRET = "s3cret";

  /** {@code user-s3cret:p/s3cret}, as it goes over the wire. */
  private static final String BASIC = "dXNlci1zM2NyZXQ6cC9zM2NyZXQ=";

  private static final String TOKEN = "token-s3cret";

  @TempDir Path folder;

  private ToolRun.Builder run(int port) {
    String url =
        "ws://user-s3cret:p%2Fs3cret@127.0.0.1:" + port + "/websocket?key=key-s3cret&s3cret";
    return new ToolRun.Builder(folder)
        .tolerant()
        .variables(Map.of("TARGET_URL", url, "TEST_TOKEN", TOKEN))
        .load(10, 1, 2, 500, 1_000);
  }

  private static void assertNoSecret(ToolRun run) throws IOException {
    assertThat(run.output()).doesNotContain(SECRET, BASIC);
    if (Files.exists(run.results())) {
      for (Path file : files(run.results())) {
        String content = Files.readString(file, StandardCharsets.ISO_8859_1);
        assertThat(content).as(file.toString()).doesNotContain(SECRET, BASIC);
      }
    }
  }

  private static List<Path> files(Path root) throws IOException {
    try (Stream<Path> all = Files.walk(root)) {
      return all.filter(Files::isRegularFile).toList();
    }
  }

  /**
   * Command lines of the shards, each with its environment. Java's own text of a long one is cut.
   */
  private static List<String> shards(ToolRun run) throws IOException {
    List<String> shards = new ArrayList<>();
    for (ProcessHandle child : run.descendants().toList()) {
      Path process = Path.of("/proc/" + child.pid());
      try {
        String command = Files.readString(process.resolve("cmdline"));
        if (command.endsWith("ShardMain\0")) {
          shards.add(command + Files.readString(process.resolve("environ")));
        }
      } catch (NoSuchFileException ended) {
        assertThat(child.isAlive()).isFalse();
      }
    }
    return shards;
  }

  /** Users with tokens of a command and a password each; all of them hold the word. */
  private ToolRun.Builder withAccounts(ToolRun.Builder run) throws IOException {
    List<String> rows = new ArrayList<>(List.of("uid,password"));
    for (int user = 0; user < 10; user++) {
      rows.add("name-%d,password-s3cret-%<d".formatted(user));
    }
    Path users = Files.write(folder.resolve("users.csv"), rows);
    Path script = Files.writeString(folder.resolve("token.sh"), "echo own-s3cret-of-$1");
    return run.config(
        """
        im.login.users-file = "%s"
        im.login.token-command = ["sh", "%s", "${uid}"]
        im.run.shards = 2
        """
            .formatted(users, script));
  }

  /** Nor where the server repeats what it was sent. */
  @Test
  void made_tokens_and_values_of_users_are_seen_nowhere() throws IOException, InterruptedException {
    assumeTrue(Files.exists(Path.of("/proc/self/environ")), "no environments to be seen here");
    Script script =
        Script.whenOnline(
            peer ->
                peer.frame(
                    new CloseWebSocketFrame(
                        4_001,
                        "own-s3cret-of-%s, %s, %s of user-s3cret:p/s3cret and key-s3cret is over"
                            .formatted(
                                peer.uid(),
                                peer.uid().replace("name", "password-s3cret"),
                                TOKEN))));
    try (HostileServer server = HostileServer.towardsAll(script);
        ToolRun run =
            withAccounts(run(server.port())).set("thresholds", "connections.lost <= 0").start()) {
      Awaitility.await().atMost(Duration.ofMinutes(1)).until(() -> shards(run).size() == 2);
      List<String> shards = shards(run);

      assertThat(run.await()).as(run.output()).isEqualTo(2);
      assertThat(shards).noneMatch(shard -> shard.contains(SECRET));
      assertThat(run.output()).contains("tokens 10/10");
      assertThat(Files.readAllLines(run.file("deaths.jsonl")))
          .hasSize(10)
          .allMatch(death -> death.contains("\"***, ***, *** of *** and *** is over\""))
          .anyMatch(death -> death.contains("\"name-9\""));
      assertNoSecret(run);
    }
  }

  @Test
  void a_token_that_the_server_repeats_in_its_refusal_is_masked()
      throws IOException, InterruptedException {
    String answer =
        "{\"type\":\"login_ack\",\"code\":5,\"reason\":\"own-s3cret-of-name-0 is old\"}";
    try (HostileServer server = HostileServer.towardsAll(Script.atLogin(p -> p.text(answer)));
        ToolRun run = withAccounts(run(server.port())).start()) {
      assertThat(run.await()).isEqualTo(69);
      assertThat(run.output()).contains("rejected with code 5 (*** is old)");
      assertNoSecret(run);
    }
  }

  @Test
  void a_run_that_succeeds_shows_none() throws IOException, InterruptedException {
    assumeTrue(Files.exists(Path.of("/proc/self/cmdline")), "no command lines to be seen here");
    try (ImServer server = TestServer.with();
        ToolRun run =
            run(server.port())
                .set("run.shards", "2")
                .set("thresholds", "success.connect >= 1")
                .start()) {
      Awaitility.await().atMost(Duration.ofMinutes(1)).until(() -> shards(run).size() == 2);
      List<String> commands = shards(run);

      assertThat(run.await()).as(run.output()).isZero();
      assertThat(commands).noneMatch(command -> command.contains(SECRET));
      assertNoSecret(run);
      assertThat(run.file("summary.json"))
          .content()
          .contains("ws://***@127.0.0.1:", "?key=***&***");
      assertThat(run.file("machine-0/shard-1/settings.conf")).content().contains("ws://***@");
    }
  }

  @Test
  void a_run_that_is_refused_shows_none() throws IOException, InterruptedException {
    try (ToolRun run = run(1).start()) {
      assertThat(run.await()).isEqualTo(69);
      assertThat(run.output()).contains("target ws://***@127.0.0.1:1/websocket?key=***&***: conn");
      assertNoSecret(run);
    }
    String answer = "{\"type\":\"login_ack\",\"code\":5,\"reason\":\"no user " + TOKEN + "\"}";
    try (HostileServer server = HostileServer.towardsAll(Script.atLogin(p -> p.text(answer)));
        ToolRun run = run(server.port()).start()) {
      assertThat(run.await()).isEqualTo(69);
      assertThat(run.output()).contains("rejected with code 5 (no user ***)");
      assertNoSecret(run);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "im.target.url=ws://me:s3cret@gw:0",
        "im.target.url=ws://me:s3/s3cret@gw",
        "im.target.path=/?key=s3cret s3cret",
        "im.userz=s3cret",
        "im.login=s3cret",
      })
  void a_setting_that_cannot_be_used_is_told_without(String setting)
      throws IOException, InterruptedException {
    String[] keyAndValue = setting.substring("im.".length()).split("=", 2);
    try (ToolRun run = run(1).set(keyAndValue[0], keyAndValue[1]).start()) {
      assertThat(run.await()).isEqualTo(64);
      assertThat(run.output()).contains(": expected");
      assertNoSecret(run);
    }
  }
}
