package im.stress.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import im.stress.config.LoadedSettings;
import im.stress.config.SettingsLoader;
import im.stress.config.SettingsSources;
import im.stress.target.Check;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;

/** Tokens made by a command, and what all ways of making them share. */
@ResourceLock(Resources.SYSTEM_PROPERTIES)
class TokenMakerTest {
  @TempDir Path folder;

  private final List<String> progress = new CopyOnWriteArrayList<>();
  private final Interrupts interrupts = new Interrupts();
  private final RunListener listener =
      new RunListener() {
        @Override
        public void tokens(int done, int users, int failed) {
          progress.add(done + "/" + users + " " + failed);
        }
      };

  private LoadedSettings load(int users, Map<String, String> more) {
    Map<String, String> given = new HashMap<>(more);
    given.put("im.users", "" + users);
    return SettingsLoader.load(new SettingsSources(given, List.of(), Map.of(), Optional.empty()));
  }

  private LoadedSettings settings(int users, String script, Map<String, String> more)
      throws IOException {
    Path file = Files.writeString(folder.resolve("token.sh"), script);
    Map<String, String> given = new HashMap<>(more);
    given.put("im.login.token-command", "[\"sh\", \"%s\", \"${uid}\"]".formatted(file));
    return load(users, given);
  }

  private Map<String, String> users(String csv) throws IOException {
    Path file = Files.writeString(folder.resolve("users.csv"), csv);
    return Map.of("im.login.users-file", file.toString());
  }

  private LoadedSettings made(LoadedSettings settings) throws Exception {
    return made(settings, settings.settings().load().users());
  }

  private LoadedSettings made(LoadedSettings settings, int users) throws Exception {
    return TokenMaker.withTokens(settings, users, new Children(), interrupts, listener);
  }

  private CommandException failure(LoadedSettings settings) {
    return catchThrowableOfType(CommandException.class, () -> made(settings));
  }

  /** Settings for a maker whose calls need no process. */
  private TokenMaker maker(int users, Map<String, String> more, TokenCall call) {
    Map<String, String> given = new HashMap<>(more);
    given.put("im.login.token-command", "never-run");
    LoadedSettings loaded = load(users, given);
    return new TokenMaker(
        loaded.settings(),
        users,
        loaded.settings().login().made().orElseThrow(),
        call,
        interrupts,
        listener);
  }

  @Test
  void first_line_that_the_command_prints_is_the_token_of_the_user() throws Exception {
    LoadedSettings made = made(settings(20, "echo \"token of $1\"; echo more", Map.of()));

    assertThat(made.settings().login().token(0)).isEqualTo("token of u0");
    assertThat(made.settings().login().token(19)).isEqualTo("token of u19");
    assertThat(made.with(Map.of("im.message.size", "99")).settings().login().token(7))
        .isEqualTo("token of u7");
    assertThat(progress).last().isEqualTo("20/20 0");
    assertThat(made.describe()).containsEntry("im.login.token-command", "***");
  }

  @Test
  void users_beyond_those_who_need_one_get_none() throws Exception {
    LoadedSettings loaded = settings(500, "echo t-$1", Map.of("im.login.token-rate", "1"));
    LoadedSettings made = made(loaded, Check.usersOf(loaded.settings()));

    assertThat(progress).last().isEqualTo("2/2 0");
    assertThat(made.settings().login().token(1)).isEqualTo("t-u1");
    assertThat(made.settings().login().token(2)).isEmpty();
  }

  @Test
  void users_of_a_later_machine_have_tokens_of_their_own() throws Exception {
    LoadedSettings made = made(settings(2, "echo \"t-$1\"", Map.of("im.machine.id", "3")));

    assertThat(made.settings().login().token(7)).isEqualTo("t-u7");
  }

  @Test
  void all_columns_of_the_user_come_on_standard_input() throws Exception {
    LoadedSettings made = made(settings(2, "cat", users("uid,password\nann,p\"\"1\nbob,p2\n")));

    assertThat(made.settings().login().token(1)).isEqualTo("{\"uid\":\"bob\",\"password\":\"p2\"}");
  }

  @Test
  void failures_are_counted_and_the_first_is_told_without_secrets() throws Exception {
    String script =
        "case $1 in ann|eve) read row; echo \"$row: no such account\" >&2; exit 3;; esac; echo t";
    CommandException failure =
        failure(
            settings(
                3,
                script,
                Map.of(
                    "im.login.users-file",
                    users("uid,password\nann,s3cret-1\nbob,s3cret-2\neve,s3cret-3\n")
                        .get("im.login.users-file"),
                    "im.login.token-concurrency",
                    "1")));

    assertThat(failure.exitCode()).isEqualTo(ExitCode.UNREACHABLE);
    assertThat(failure)
        .hasMessage(
            "tokens: 2 of 3 failed: ann: exit code 3"
                + " ({\"uid\":\"ann\",\"password\":\"***\"}: no such account)");
  }

  @Test
  void arguments_of_the_command_are_masked_where_it_repeats_them() throws Exception {
    Path file =
        Files.writeString(
            folder.resolve("token.sh"), "echo \"$2 $3 ${4#*: } and ${5#-p}: wrong\" >&2; exit 1");
    String words =
        "[sh, \"%s\", \"${uid}\", w0rd-key, \"--key=0pti0n\", \"Key: he4der\", \"-psh0rt\"]"
            .formatted(file);

    assertThat(failure(load(1, Map.of("im.login.token-command", words))))
        .hasMessage("tokens: 1 of 1 failed: u0: exit code 1 (*** --key=*** *** and ***: wrong)");
  }

  @Test
  void script_that_is_not_there_is_named() throws Exception {
    String words = "[sh, \"%s\", \"${uid}\"]".formatted(folder.resolve("nowhere.sh"));

    assertThat(failure(load(1, Map.of("im.login.token-command", words))))
        .hasMessageContaining("nowhere.sh");
  }

  @Test
  void command_that_is_not_there_or_prints_nothing_fails() throws Exception {
    assertThat(failure(load(1, Map.of("im.login.token-command", "/no/such/program"))))
        .hasMessageStartingWith("tokens: 1 of 1 failed: u0: exit code 127 (")
        .hasMessageContaining("/no/such/program");
    assertThat(failure(settings(1, "exit 0", Map.of())))
        .hasMessage("tokens: 1 of 1 failed: u0: an empty token");
  }

  @Test
  void command_that_hangs_is_killed_with_its_children() throws Exception {
    Path pid = folder.resolve("pid");
    LoadedSettings settings =
        settings(
            1,
            "sleep 600 & echo $! >%s; echo early; wait".formatted(pid),
            Map.of("im.login.token-timeout", "1s"));

    assertThat(failure(settings))
        .hasMessage("tokens: 1 of 1 failed: u0: no end within 1000 ms, killed");
    long child = Long.parseLong(Files.readString(pid).strip());
    Awaitility.await()
        .until(() -> ProcessHandle.of(child).filter(ProcessHandle::isAlive).isEmpty());
  }

  @Test
  void child_that_goes_on_holds_nobody_up() throws Exception {
    Path pid = folder.resolve("pid");
    String script = "sleep 600 & echo $! >%s; echo token".formatted(pid);
    try {
      assertThat(made(settings(1, script, Map.of())).settings().login().token(0))
          .isEqualTo("token");
    } finally {
      ProcessHandle.of(Long.parseLong(Files.readString(pid).strip()))
          .ifPresent(ProcessHandle::destroyForcibly);
    }
  }

  @Test
  void more_than_a_pipe_holds_is_read() throws Exception {
    String script = "echo token; i=0; while [ $i -lt 20000 ]; do echo 0123456789; i=$((i+1)); done";

    assertThat(made(settings(1, script, Map.of())).settings().login().token(0)).isEqualTo("token");
  }

  @Test
  void many_failures_end_the_making() {
    TokenMaker maker =
        maker(
            100,
            Map.of("im.login.token-concurrency", "1"),
            user -> {
              throw new TokenException("no");
            });

    assertThat(catchThrowableOfType(CommandException.class, maker::make))
        .hasMessage("tokens: 10 of 100 failed (90 not tried): u0: no");
  }

  @Test
  void rate_is_a_limit() throws Exception {
    long start = System.nanoTime();
    maker(11, Map.of("im.login.token-rate", "20"), user -> "t").make();

    assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThan(Duration.ofMillis(499));
  }

  @Test
  void as_many_are_made_at_a_time_as_asked_for_and_no_more() throws Exception {
    AtomicInteger running = new AtomicInteger();
    List<Integer> atATime = new CopyOnWriteArrayList<>();
    CyclicBarrier three = new CyclicBarrier(3);
    maker(
            39,
            Map.of("im.login.token-concurrency", "3"),
            user -> {
              atATime.add(running.incrementAndGet());
              meet(three);
              running.decrementAndGet();
              return "t";
            })
        .make();

    assertThat(atATime).hasSize(39).contains(3).allMatch(count -> count <= 3);
  }

  private static void meet(CyclicBarrier others) throws InterruptedException {
    try {
      others.await(1, TimeUnit.MINUTES);
    } catch (BrokenBarrierException | TimeoutException e) {
      throw new AssertionError("fewer at a time", e);
    }
  }

  @Test
  void stop_that_is_asked_for_ends_the_making() {
    TokenMaker maker =
        maker(
            1_000_000,
            Map.of("im.login.token-rate", "100"),
            user -> {
              interrupts.ask();
              return "t";
            });

    assertThat(catchThrowableOfType(CommandException.class, maker::make).exitCode())
        .isEqualTo(ExitCode.INTERRUPTED);
  }

  @Test
  void token_of_two_lines_is_none() {
    assertThat(
            catchThrowableOfType(CommandException.class, maker(1, Map.of(), user -> "a\nb")::make))
        .hasMessage("tokens: 1 of 1 failed: u0: a token with line breaks or control characters");
  }
}
