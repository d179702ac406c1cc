package im.stress.measure;

import static org.assertj.core.api.Assertions.assertThat;

import im.stress.model.Standstills;
import im.stress.model.Standstills.Standstill;
import org.junit.jupiter.api.Test;

class StandstillLogTest {
  private final StandstillLog log = new StandstillLog(new EpochClock(0, 0));

  private void add(long startMillis, long endMillis) {
    log.add(startMillis * 1_000_000, endMillis * 1_000_000);
  }

  private Standstills found() {
    return log.found().orElseThrow();
  }

  @Test
  void standstill_of_all_loops_is_one_as_long_as_the_longest() {
    add(105, 3_000);
    add(100, 3_010);
    add(2_990, 3_020);

    assertThat(found().count()).isEqualTo(1);
    assertThat(found().first()).containsExactly(new Standstill(100, 2_910));
    assertThat(found().longest()).isEqualTo(new Standstill(100, 2_910));
  }

  @Test
  void standstills_one_after_the_other_are_counted_each() {
    add(100, 900);
    add(900, 1_000);
    add(5_000, 5_300);

    assertThat(found().count()).isEqualTo(3);
    assertThat(found().first())
        .containsExactly(
            new Standstill(100, 800), new Standstill(900, 100), new Standstill(5_000, 300));
    assertThat(found().longest()).isEqualTo(new Standstill(100, 800));
  }

  @Test
  void only_the_first_are_kept_but_the_longest_always_is() {
    for (long i = 0; i < 200; i++) {
      add(i * 1_000, i * 1_000 + 500);
    }
    add(200_000, 230_000);
    add(200_001, 230_100);

    assertThat(found().count()).isEqualTo(201);
    assertThat(found().first())
        .hasSize(StandstillLog.MAX_RECORDS)
        .endsWith(new Standstill(99_000, 500));
    assertThat(found().longest()).isEqualTo(new Standstill(200_001, 30_099));
  }

  @Test
  void a_short_part_of_a_long_standstill_does_not_end_it() {
    add(0, 5_000);
    add(100, 200);
    add(300, 400);

    assertThat(found().count()).isEqualTo(1);
  }

  @Test
  void nothing_is_told_of_a_process_that_always_ran() {
    assertThat(log.found()).isEmpty();
  }
}
