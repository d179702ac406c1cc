package im.stress.measure;

import static org.assertj.core.api.Assertions.assertThat;

import im.stress.model.Metric;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class SampledLogTest {
  private static final long DAY = TimeUnit.DAYS.toSeconds(1);

  private final Map<Metric, Long> answered = new EnumMap<>(Metric.class);
  private final Map<Metric, Long> failed = new EnumMap<>(Metric.class);
  private final List<Integer> steps = new ArrayList<>();
  private final List<String> populations = new ArrayList<>();
  private long nanos;
  private long lost;

  private final OperationLog counting =
      new OperationLog() {
        @Override
        public void answered(Metric operation, long start, long end) {
          answered.merge(operation, 1L, Long::sum);
        }

        @Override
        public void failed(Metric operation, long start, long end, String reason) {
          failed.merge(operation, 1L, Long::sum);
        }

        @Override
        public OperationLog ofPopulation(String name) {
          populations.add(name);
          return this;
        }

        @Override
        public void connectionLost(String phase, String cause) {
          lost++;
        }
      };

  private OperationLog limited(long most, long seconds) {
    return SampledLog.limited(counting, most, seconds, () -> nanos, steps::add);
  }

  private long written() {
    return answered.values().stream().mapToLong(Long::longValue).sum()
        + failed.values().stream().mapToLong(Long::longValue).sum();
  }

  @Test
  void all_are_passed_on_within_the_limit() {
    OperationLog log = limited(10_000, 100);
    for (int second = 0; second < 100; second++) {
      nanos = TimeUnit.SECONDS.toNanos(second);
      for (int i = 0; i < 90; i++) {
        log.answered(Metric.ACK, 0, 0);
      }
    }

    assertThat(written()).isEqualTo(9_000);
    assertThat(steps).isEmpty();
  }

  /** 4,000 a second are 346 million a day. */
  @Test
  void a_day_stays_within_its_limit_and_keeps_the_share_of_failures() {
    OperationLog log = limited(400_000, DAY);
    for (long second = 0; second < DAY; second++) {
      nanos = TimeUnit.SECONDS.toNanos(second);
      for (int i = 0; i < 40; i++) {
        if (i == 7) {
          log.failed(Metric.ACK, 0, 0, "no ack");
        } else {
          log.answered(i % 4 == 0 ? Metric.DELIVERY : Metric.ACK, 0, 0);
        }
      }
    }

    assertThat(written()).isBetween(200_000L, 480_000L);
    assertThat(steps).containsExactly(2, 4, 8, 16);
    double share =
        (double) failed.get(Metric.ACK) / (answered.get(Metric.ACK) + failed.get(Metric.ACK));
    assertThat(share).isBetween(0.030, 0.037);
  }

  @Test
  void a_burst_at_the_start_thins_nothing_out() {
    OperationLog log = limited(100_000, 1_000);
    for (int i = 0; i < 1_000; i++) {
      log.answered(Metric.LOGIN, 0, 0);
    }

    assertThat(steps).isEmpty();
    log.answered(Metric.LOGIN, 0, 0);
    assertThat(steps).containsExactly(2);
  }

  @Test
  void each_kind_is_counted_by_itself_and_over_all_populations() {
    OperationLog log = limited(10, 1_000_000);
    OperationLog readers = log.ofPopulation("readers");
    for (int i = 0; i < 1_000; i++) {
      log.answered(Metric.ACK, 0, 0);
      readers.answered(Metric.ACK, 0, 0);
    }
    log.answered(Metric.LOGIN, 0, 0);

    assertThat(populations).containsExactly("readers");
    assertThat(answered.get(Metric.ACK)).isLessThan(20);
    assertThat(answered.get(Metric.LOGIN)).isEqualTo(1);
  }

  @Test
  void lost_connections_are_all_passed_on() {
    OperationLog log = limited(1, 1_000_000);
    for (int i = 0; i < 1_000; i++) {
      log.answered(Metric.ACK, 0, 0);
      log.connectionLost("online", "reset");
    }

    assertThat(lost).isEqualTo(1_000);
  }

  @Test
  void no_limit_is_the_log_itself() {
    assertThat(limited(0, 1)).isSameAs(counting);
  }
}
