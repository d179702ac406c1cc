package im.stress.live;

import static org.assertj.core.api.Assertions.assertThat;

import im.stress.report.LivePage;
import im.stress.report.LiveView;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is read of a run that is watched, and when. */
class WatchedRunTest {
  @TempDir Path temporary;
  private Watching watching;

  @BeforeEach
  void begin() throws IOException {
    watching = new Watching(temporary).begin();
  }

  @AfterEach
  void close() {
    watching.close();
  }

  /** So what comes after the end is still seen. */
  @Test
  void the_end_of_a_run_that_nobody_watches_reads_nothing_until_somebody_asks() throws IOException {
    watching.second(10);
    watching.tellEnd(
        () -> {
          throw new AssertionError("the report was read");
        });

    watching.end();

    LiveView view = watching.run.view();
    assertThat(view.phase()).isEqualTo(LiveView.Phase.ENDED);
    assertThat(view.facts()).containsKey("verdict");
    assertThat(watching.run.view()).isSameAs(view);
  }

  @Test
  void a_report_that_can_not_be_read_leaves_what_was_seen_last() throws IOException {
    watching.second(10);
    LiveView seen = watching.run.view();

    watching.run.end(watching.folder);

    assertThat(watching.run.view()).isSameAs(seen);
  }

  @Test
  void a_report_that_comes_late_is_read_at_a_later_look() throws IOException {
    AtomicReference<Instant> now = new AtomicReference<>(Instant.now());
    InstantSource source = now::get;
    try (Watching late = new Watching(temporary.resolve("late"), source.withZone(ZoneOffset.UTC))) {
      late.begin().second(10).run.view();
      late.run.end(late.folder);
      assertThat(late.run.view().phase()).isEqualTo(LiveView.Phase.RUNNING);

      late.writeReport();
      now.set(now.get().plusSeconds(1));
      assertThat(late.run.view().phase()).isEqualTo(LiveView.Phase.ENDED);
    }
  }

  @Test
  void a_target_that_dies_is_told_on_the_page() throws IOException {
    for (long second = 0; second < 4; second++) {
      boolean dead = second >= 2;
      watching.shard.second(second, 10, 1, 1, 1, 0);
      watching.shard.monitor(
          second,
          column ->
              switch (column) {
                case TARGET_CPU_PERCENT, TARGET_RSS_BYTES -> dead ? Double.NaN : 5;
                default -> Double.NaN;
              });
    }
    watching.shard.write();

    assertThat(LivePage.event(watching.run.view()))
        .contains("<li>the target&#39;s process ended at 2027-01-15 08:00:02 UTC");
  }
}
