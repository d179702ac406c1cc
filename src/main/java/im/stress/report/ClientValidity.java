package im.stress.report;

import im.stress.config.ClientBounds;
import im.stress.measure.Cause;
import im.stress.measure.Metric;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.concurrent.TimeUnit;
import java.util.function.ToDoubleFunction;
import java.util.stream.DoubleStream;

/**
 * Whether the load generator was fast enough for its figures to be about the target. Each process
 * is judged on its own samples, CPU under full load only; one that was too slow spoils the run.
 */
final class ClientValidity {

  private static final String MORE_MACHINES = "split over more machines or lower the rate";

  private static final String RAISE_FILE_HANDLES = "raise the limit (ulimit -n 100000)";

  private static final String MORE_PORTS =
      "widen net.ipv4.ip_local_port_range or add im.connection.source-addresses";

  private static final String MORE_MEMORY =
      "give the process more memory or split over more processes";

  private final RunData run;
  private final ClientBounds bounds;
  private final List<String> breaches = new ArrayList<>();

  private ClientValidity(RunData run, ClientBounds bounds) {
    this.run = run;
    this.bounds = bounds;
  }

  /** What was past its bound, with its figure and what to do; empty when all is well. */
  static List<String> breaches(RunData run, ClientBounds bounds) {
    ClientValidity validity = new ClientValidity(run, bounds);
    validity.checkDeaths();
    validity.checkLateness();
    validity.checkProcessor();
    validity.checkResources();
    return validity.breaches;
  }

  /** Whether anything was measured that has a bound. */
  static boolean measured(RunData run) {
    return run.histogram(Metric.EVENT_LOOP_LAG).isPresent() || !run.monitor().isEmpty();
  }

  /** A single connection that this machine could not make is one too many. */
  private void checkDeaths() {
    deaths(
        Cause.OUT_OF_FDS,
        "of file handles" + limit("fdLimit"),
        RAISE_FILE_HANDLES + " or split over more processes");
    deaths(
        Cause.OUT_OF_PORTS,
        "of local ports" + limit("portsAvailable"),
        MORE_PORTS + ", and check that this machine has those addresses");
    deaths(Cause.OUT_OF_MEMORY, "of memory", MORE_MEMORY + ", or use more machines");
  }

  private void deaths(Cause cause, String want, String remedy) {
    long count =
        run.deaths().stream()
            .filter(death -> cause.matches(death.cause()))
            .mapToLong(death -> death.kind().count())
            .sum();
    if (count > 0) {
      String lost = Format.count(count) + (count == 1 ? " connection was" : " connections were");
      breaches.add("%s lost because this machine ran out %s: %s".formatted(lost, want, remedy));
    }
  }

  /** The lowest that was seen, in brackets; empty when none was. */
  private String limit(String column) {
    OptionalDouble lowest =
        run.shards().stream()
            .flatMapToDouble(shard -> shard.monitor().values(column))
            .filter(Double::isFinite)
            .min();
    return lowest.isPresent()
        ? " (" + Format.count(Math.round(lowest.getAsDouble())) + " per process)"
        : "";
  }

  private void checkLateness() {
    late(Metric.EVENT_LOOP_LAG, "event loops lagged", bounds.maxEventLoopLagP99());
    late(Metric.SEND_LATENESS, "messages left late by", bounds.maxSendLatenessP99());
    late(Metric.HEARTBEAT_LATENESS, "heartbeats left late by", bounds.maxHeartbeatLatenessP99());
  }

  private void late(Metric metric, String what, Duration bound) {
    long micros = run.histogram(metric).map(h -> h.getValueAtPercentile(99)).orElse(0L);
    long boundMicros = TimeUnit.NANOSECONDS.toMicros(bound.toNanos());
    if (micros > boundMicros) {
      breaches.add(
          "%s %s at p99 (bound %s): %s"
              .formatted(what, Format.micros(micros), Format.micros(boundMicros), MORE_MACHINES));
    }
  }

  private void checkProcessor() {
    percent(
        "CPU of the machine was",
        shard -> medianUnderFullLoad(shard, "machineCpuPercent"),
        bounds.maxCpuPercent(),
        MORE_MACHINES + ", or end what else runs there");
    percent(
        "the hypervisor took of the CPU",
        shard -> medianUnderFullLoad(shard, "stealPercent"),
        bounds.maxStealPercent(),
        "use a machine that is not shared");
  }

  private void checkResources() {
    double pauseMillis = worst(s -> max(s.monitor().values("gcPauseMillis")));
    if (pauseMillis > bounds.maxGcPause().toMillis()) {
      breaches.add(
          String.format(
              Locale.ROOT,
              "a garbage collection paused %.0f ms (bound %d ms): " + MORE_MEMORY,
              pauseMillis,
              bounds.maxGcPause().toMillis()));
    }
    percent(
        "file handles in use were",
        shard -> share(shard, "fdUsed", "fdLimit"),
        bounds.maxFdPercent(),
        RAISE_FILE_HANDLES + " or split over more processes");
    percent(
        "local ports in use were",
        shard -> share(shard, "portsUsed", "portsAvailable"),
        bounds.maxPortPercent(),
        MORE_PORTS);
  }

  private void percent(
      String what, ToDoubleFunction<ShardData> figure, double bound, String remedy) {
    double percent = worst(figure);
    if (percent > bound) {
      breaches.add(
          String.format(
              Locale.ROOT, "%s %.0f %% (bound %.0f %%): %s", what, percent, bound, remedy));
    }
  }

  /** Negative when no shard measured it. */
  private double worst(ToDoubleFunction<ShardData> figure) {
    return run.shards().stream().mapToDouble(figure).max().orElse(-1);
  }

  private static double medianUnderFullLoad(ShardData shard, String column) {
    CsvTable monitor = shard.monitor();
    double[] sorted =
        monitor.rows().stream()
            .filter(row -> shard.underFullLoad(row[0]))
            .mapToDouble(row -> monitor.cell(row, column))
            .filter(Double::isFinite)
            .sorted()
            .toArray();
    return sorted.length == 0 ? -1 : sorted[sorted.length / 2];
  }

  private static double share(ShardData shard, String used, String limit) {
    CsvTable monitor = shard.monitor();
    return max(
        monitor.rows().stream()
            .mapToDouble(row -> 100 * monitor.cell(row, used) / monitor.cell(row, limit)));
  }

  private static double max(DoubleStream values) {
    OptionalDouble max = values.filter(Double::isFinite).max();
    return max.orElse(-1);
  }
}
