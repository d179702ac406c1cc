package im.stress.measure;

import static org.assertj.core.api.Assertions.assertThat;

import im.stress.measure.StandstillLog.Standstill;
import org.junit.jupiter.api.Test;

class StandstillLogTest {
  private final StandstillLog log = new StandstillLog();

  @Test
  void standstill_of_all_loops_is_one_as_long_as_the_longest() {
    log.add(105, 3_000);
    log.add(100, 3_010);
    log.add(2_990, 3_020);

    assertThat(log.count()).isEqualTo(1);
    assertThat(log.first()).containsExactly(new Standstill(100, 2_910));
    assertThat(log.longest()).contains(new Standstill(100, 2_910));
  }

  @Test
  void standstills_one_after_the_other_are_counted_each() {
    log.add(100, 900);
    log.add(900, 1_000);
    log.add(5_000, 5_300);

    assertThat(log.count()).isEqualTo(3);
    assertThat(log.first())
        .containsExactly(
            new Standstill(100, 800), new Standstill(900, 100), new Standstill(5_000, 300));
    assertThat(log.longest()).contains(new Standstill(100, 800));
  }

  @Test
  void only_the_first_are_kept_but_the_longest_always_is() {
    for (long i = 0; i < 200; i++) {
      log.add(i * 1_000, i * 1_000 + 500);
    }
    log.add(200_000, 230_000);
    log.add(200_001, 230_100);

    assertThat(log.count()).isEqualTo(201);
    assertThat(log.first())
        .hasSize(StandstillLog.MAX_RECORDS)
        .endsWith(new Standstill(99_000, 500));
    assertThat(log.longest()).contains(new Standstill(200_001, 30_099));
  }

  @Test
  void nothing_is_told_of_a_process_that_always_ran() {
    assertThat(log.count()).isZero();
    assertThat(log.longest()).isEmpty();
  }
}
