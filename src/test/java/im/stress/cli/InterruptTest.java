package im.stress.cli;

import static org.assertj.core.api.Assertions.assertThat;

import im.stress.run.FileHandles;
import im.stress.run.RunParts;
import im.stress.target.Preflight;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(20)
final class InterruptTest {
  @TempDir Path temporary;
  private RunFixture fixture;

  @BeforeEach
  void createFixture() {
    fixture = new RunFixture(temporary);
    fixture.report =
        (folder, settings, end) -> {
          fixture.endings.add(end);
          return new RunParts.Report(end.interrupted() ? 130 : 0, "");
        };
  }

  @Test
  void interrupt_during_preflight_leaves_nothing() throws IOException {
    CountDownLatch never = new CountDownLatch(1);
    fixture.preflight =
        settings -> {
          fixture.interrupts.ask();
          awaitForever(never);
          return new Preflight.Reached(List.of(), List.of(), List.of(), List.of());
        };

    assertThat(fixture.run("10")).isEqualTo(130);
    assertThat(fixture.errorLine()).isEqualTo("interrupted before the ramp: nothing was measured");
    assertThat(fixture.written()).isEmpty();
    assertThat(fixture.shards).isEmpty();
  }

  @Test
  void interrupt_before_the_start_time_leaves_nothing() throws IOException {
    fixture.environment.put("START_AT", Long.toString(RunFixture.NOW.getEpochSecond() + 3600));
    fixture.preflight =
        settings -> {
          new Thread(fixture.interrupts::ask).start();
          return new Preflight.Reached(List.of(), List.of(), List.of(), List.of());
        };

    assertThat(fixture.run("10")).isEqualTo(130);
    assertThat(fixture.written()).isEmpty();
  }

  @Test
  void interrupt_during_the_ramp_stops_the_shards_and_is_reported() throws IOException {
    fixture.handles = new FileHandles(340, 300);
    fixture.behaviour = shard -> interruptOnceBothRun();

    assertThat(fixture.run("10")).isEqualTo(130);
    assertThat(fixture.shards).hasSize(2).allMatch(shard -> shard.stopped && !shard.killed);
    assertThat(RunFixture.only(fixture.endings).interrupted()).isTrue();
    assertThat(RunFixture.only(fixture.endings).failures()).isEmpty();
    assertThat(fixture.errorLine())
        .isEqualTo(
            "interrupted: stopping the users takes 200 ms at most, then the report follows"
                + " (Ctrl-C again quits at once)");
    assertThat(fixture.merged.get(0)).hasSize(2);
    assertThat(fixture.shown).isEmpty();
  }

  @Test
  void shard_that_does_not_stop_is_killed_and_named() {
    fixture.behaviour =
        shard -> {
          shard.deaf = true;
          fixture.interrupts.ask();
        };

    assertThat(fixture.run("10")).isEqualTo(130);
    assertThat(fixture.shards.get(0).killed).isTrue();
    assertThat(RunFixture.only(fixture.endings).failures())
        .containsExactly("machine-0/shard-0 did not stop within 200 ms and was killed");
  }

  @Test
  void interrupt_during_the_report_lets_it_finish() {
    fixture.logs =
        (logs, output) -> {
          fixture.interrupts.ask();
          return List.of();
        };

    assertThat(fixture.run("10")).isZero();
    assertThat(RunFixture.only(fixture.endings).interrupted()).isFalse();
  }

  private void interruptOnceBothRun() {
    if (fixture.shards.size() == 2) {
      fixture.interrupts.ask();
    }
  }

  private static void awaitForever(CountDownLatch never) {
    try {
      never.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
