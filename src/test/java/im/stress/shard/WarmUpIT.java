package im.stress.shard;

import static org.assertj.core.api.Assertions.assertThat;

import im.stress.config.SettingsException;
import im.stress.config.SettingsLoader;
import im.stress.config.SettingsSources;
import im.stress.config.StressSettings;
import im.stress.server.ImServer;
import im.stress.user.TestServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.function.Supplier;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a process plays before the ramp, and how it does without. */
@Timeout(60)
@Tag("alone")
class WarmUpIT {
  private final List<String> said = Collections.synchronizedList(new ArrayList<>());
  private final List<ImServer> started = Collections.synchronizedList(new ArrayList<>());

  private void warmUp(String bound, Supplier<ImServer> servers) {
    Map<String, String> settings = Map.of("im.run.warm-up", bound);
    StressSettings run =
        SettingsLoader.load(new SettingsSources(settings, List.of(), Map.of(), Optional.empty()))
            .settings();
    new WarmUp(run, servers).play(said::add);
  }

  private ImServer server(String... faults) {
    try {
      ImServer server = TestServer.with(faults);
      started.add(server);
      return server;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean threadsRemain() {
    return Thread.getAllStackTraces().keySet().stream()
        .anyMatch(thread -> thread.getName().startsWith("im-"));
  }

  @Test
  void everything_that_users_do_is_played_and_then_all_is_gone() {
    // Far more time than it takes: it is to end because enough was played.
    warmUp("50s", this::server);

    assertThat(said).isEmpty();
    assertThat(started).hasSize(1);
    assertThat(started.get(0).stats().logins()).isEqualTo(100);
    assertThat(started.get(0).stats().messages()).isGreaterThanOrEqualTo(2_000);
    assertThat(started.get(0).stats().heartbeats()).isPositive();
    assertThat(started.get(0).stats().connectionsOpen()).isZero();
    Awaitility.await().until(() -> !threadsRemain());
  }

  @Test
  void a_server_that_answers_nothing_does_not_hold_the_run_up() {
    warmUp("500ms", () -> server("stall=3599999ms/3600s"));

    assertThat(said).isEmpty();
    assertThat(started).hasSize(1);
    assertThat(started.get(0).stats().logins()).isZero();
    Awaitility.await().until(() -> !threadsRemain());
  }

  @Test
  void a_server_that_never_starts_is_left_and_told_in_one_line() {
    CountDownLatch never = new CountDownLatch(1);
    warmUp(
        "10ms",
        () -> {
          try {
            never.await();
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
          throw new IllegalStateException("ended with the warm-up");
        });

    assertThat(said).first().asString().contains("did not end in time").contains("the run goes on");
    Awaitility.await().until(() -> !threadsRemain());
    assertThat(said).hasSize(1);
  }

  @Test
  void a_server_that_cannot_start_is_told_in_one_line() {
    warmUp(
        "5s",
        () -> {
          throw new SettingsException("no such address");
        });

    assertThat(said).hasSize(1);
    assertThat(said.get(0)).contains("no such address").contains("the run goes on").hasLineCount(1);
  }

  @Test
  void a_warm_up_that_is_switched_off_starts_nothing() {
    warmUp("0s", this::server);

    assertThat(started).isEmpty();
    assertThat(said).isEmpty();
  }
}
