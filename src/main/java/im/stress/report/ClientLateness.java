package im.stress.report;

import im.stress.config.ClientBounds;
import im.stress.config.StressSettings;
import im.stress.model.Metric;
import im.stress.model.MonitorColumn;
import im.stress.model.Standstills;
import im.stress.record.RunData;
import im.stress.record.ShardData;
import im.stress.text.TimeText;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** Whether a process of the load generator was late: for long, often, or for garbage collection. */
final class ClientLateness {

  private ClientLateness() {}

  /** What was past its bound, one line each. */
  static List<String> breaches(RunData run, StressSettings settings) {
    ClientBounds bounds = settings.client();
    return Stream.of(
            standstill(run, settings.longestHarmlessStandstill()),
            late(run, Metric.EVENT_LOOP_LAG, "event loops lagged", bounds.maxEventLoopLagP99()),
            late(run, Metric.SEND_LATENESS, "messages left late by", bounds.maxSendLatenessP99()),
            late(
                run,
                Metric.HEARTBEAT_LATENESS,
                "heartbeats left late by",
                bounds.maxHeartbeatLatenessP99()),
            pause(run, bounds.maxGcPause()))
        .flatMap(Optional::stream)
        .toList();
  }

  private static Optional<String> standstill(RunData run, Duration bound) {
    return Worst.process(run.shards(), ClientLateness::longestStandstillMillis)
        .filter(worst -> worst.value() > 0)
        .map(worst -> worst.prefix() + standstill(run, worst.subject().standstills(), bound));
  }

  private static double longestStandstillMillis(ShardData shard) {
    return shard.standstills().longest().millis();
  }

  private static String standstill(RunData run, Standstills standstills, Duration bound) {
    double second =
        TimeBuckets.over(run, PageCharts.MAX_POINTS)
            .secondsSinceStart(standstills.longest().epochMillis());
    return "the load generator stood still for "
        + Format.seconds(standstills.longest().millis())
        + " at "
        + TimeText.clock((long) second)
        + (standstills.count() > 1
            ? ", " + Format.count(standstills.count()) + " times in all"
            : "")
        + ", more than half of the smallest timeout (bound "
        + Format.micros(bound.toNanos() / 1000)
        + "): what was due then left late, and what came then was not read in time; look for a"
        + " suspended machine, swapping or a CPU limit, then run again";
  }

  private static Optional<String> late(RunData run, Metric metric, String what, Duration bound) {
    return Worst.process(run.shards(), shard -> p99Micros(run, shard, metric))
        .filter(worst -> worst.value() > bound.toNanos() / 1000.0)
        .map(
            worst ->
                worst.prefix()
                    + "%s %s at p99 (bound %s): %s"
                        .formatted(
                            what,
                            Format.micros((long) worst.value()),
                            Format.micros(bound.toNanos() / 1000),
                            ClientAdvice.MORE_MACHINES));
  }

  private static double p99Micros(RunData run, ShardData shard, Metric metric) {
    return run.histogram(shard.id(), metric)
        .map(histogram -> (double) histogram.getValueAtPercentile(99))
        .orElse(Double.NaN);
  }

  private static Optional<String> pause(RunData run, Duration bound) {
    return Worst.process(
            run.shards(),
            shard -> shard.monitor().values(MonitorColumn.GC_PAUSE_MILLIS).max().orElse(Double.NaN))
        .filter(worst -> worst.value() > bound.toMillis())
        .map(
            worst ->
                worst.prefix()
                    + String.format(
                        Locale.ROOT,
                        "a garbage collection paused %.0f ms (bound %d ms): %s",
                        worst.value(),
                        bound.toMillis(),
                        ClientAdvice.MORE_MEMORY));
  }
}
