package im.stress.monitor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class ScanBudgetTest {
  private static final int SECONDS = 1_000;

  private long wallNanos;
  private long cpuNanos;
  private final ScanBudget budget = new ScanBudget(() -> wallNanos, () -> cpuNanos);

  @Test
  void cheap_scan_runs_every_second() throws IOException {
    assertThat(runsInSeconds(1)).isEqualTo(SECONDS);
  }

  @Test
  void dear_scan_takes_at_most_one_percent_of_a_core() throws IOException {
    int costMillis = 60;

    int runs = runsInSeconds(costMillis);

    assertThat(runs).isBetween(SECONDS * 7 / costMillis, SECONDS * 10 / costMillis);
  }

  @Test
  void failed_scan_is_paid_for_too() throws IOException {
    assertThatThrownBy(() -> budget.run(() -> fail(1_000))).isInstanceOf(IOException.class);

    wallNanos += TimeUnit.SECONDS.toNanos(1);

    assertThat(budget.run(() -> "scanned")).isEmpty();
  }

  private int runsInSeconds(int costMillis) throws IOException {
    int runs = 0;
    for (int second = 0; second < SECONDS; second++) {
      wallNanos += TimeUnit.SECONDS.toNanos(1);
      runs += budget.run(() -> spend(costMillis)).orElse(0);
    }
    return runs;
  }

  private int spend(int costMillis) {
    cpuNanos += TimeUnit.MILLISECONDS.toNanos(costMillis);
    return 1;
  }

  private int fail(int costMillis) throws IOException {
    spend(costMillis);
    throw new IOException("no such table");
  }
}
