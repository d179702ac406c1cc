package im.stress.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RunningSummaryTest {
  private final List<Instant> written = new ArrayList<>();
  private final List<String> notes = new ArrayList<>();
  private Instant now = Instant.EPOCH;
  private boolean diskFull;
  private boolean broken;

  private RunningSummary every(Duration interval) {
    return new RunningSummary(this::write, new TestClock(), interval, listener());
  }

  private void write(Instant at) throws IOException {
    if (diskFull) {
      throw new IOException("No space left on device");
    }
    if (broken) {
      throw new IllegalStateException("no such figure");
    }
    written.add(at);
  }

  private RunListener listener() {
    return new RunListener() {
      @Override
      public void note(String line) {
        notes.add(line);
      }
    };
  }

  private void tickFor(RunningSummary summary, int seconds) {
    for (int i = 0; i < seconds; i++) {
      now = now.plusSeconds(1);
      summary.tick();
    }
  }

  @Test
  void it_is_written_each_minute() {
    tickFor(every(Duration.ofMinutes(1)), 185);

    assertThat(written).extracting(Instant::getEpochSecond).containsExactly(60L, 120L, 180L);
  }

  @Test
  void an_interval_of_zero_is_never() {
    tickFor(every(Duration.ZERO), 100);

    assertThat(written).isEmpty();
  }

  @Test
  void a_failure_is_told_once_and_ends_nothing() {
    RunningSummary summary = every(Duration.ofSeconds(10));
    diskFull = true;
    tickFor(summary, 30);
    diskFull = false;
    tickFor(summary, 10);

    assertThat(notes)
        .containsExactly(
            "summary.json can't be written while the run is on: No space left on device");
    assertThat(written).hasSize(1);
  }

  @Test
  void a_mistake_of_its_own_is_told_once_and_ends_nothing() {
    RunningSummary summary = every(Duration.ofSeconds(10));
    broken = true;
    tickFor(summary, 30);
    broken = false;
    tickFor(summary, 10);

    assertThat(notes)
        .containsExactly(
            "summary.json can't be written while the run is on: java.lang.IllegalStateException: no"
                + " such figure");
    assertThat(written).hasSize(1);
  }

  private final class TestClock extends Clock {
    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }

    @Override
    public Instant instant() {
      return now;
    }
  }
}
