package im.stress.live;

import im.stress.config.Secrets;
import im.stress.model.Column;
import im.stress.model.Counter;
import im.stress.model.Death;
import im.stress.model.DeathTally;
import im.stress.model.MonitorColumn;
import im.stress.model.Row;
import im.stress.model.TimelineColumn;
import im.stress.record.RunData;
import im.stress.report.LiveView.Watched;
import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.CounterSnapshot.CounterDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot.GaugeDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.InfoSnapshot;
import io.prometheus.metrics.model.snapshots.InfoSnapshot.InfoDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The figures of a run as metrics for Prometheus; every series has the run's name. */
final class LiveMetrics {
  /** More causes, with their phase, than these are counted as {@code other}, the latest ones. */
  static final int MOST_CAUSES = 40;

  private static final Labels OTHER_REQUESTS = Labels.of("cause", "other");
  private static final Labels OTHER = OTHER_REQUESTS.merge(Labels.of("phase", "any"));

  /**
   * Seconds of which a gauge is the last value that there is: with many sockets they are counted
   * every few seconds, and Prometheus asks between.
   */
  private static final int GAUGE_SECONDS = 30;

  /** What happened within a second: only their sum loses nothing between two questions. */
  private static final EnumSet<MonitorColumn> EVENTS =
      EnumSet.of(
          MonitorColumn.GC_COUNT,
          MonitorColumn.GC_PAUSE_MILLIS,
          MonitorColumn.TARGET_GC_PAUSE_MILLIS,
          MonitorColumn.TCP_RETRANSMITS);

  private final Watched run;
  private final RunData data;
  private final Labels labels;
  private final MetricSnapshots.Builder metrics = MetricSnapshots.builder();

  private LiveMetrics(Watched run, RunData data) {
    this.run = run;
    this.data = data;
    this.labels = Labels.of("run", run.id());
  }

  static MetricSnapshots of(WatchedRun.Figures figures) {
    LiveMetrics live = new LiveMetrics(figures.run(), figures.data());
    live.run();
    live.users();
    live.counters();
    live.deaths();
    live.latencies();
    live.monitor();
    return live.metrics.build();
  }

  private void run() {
    String targets =
        run.settings().target().urls().stream()
            .map(Secrets::masked)
            .collect(Collectors.joining(","));
    metrics.metricSnapshot(
        InfoSnapshot.builder()
            .name(MetricNames.PREFIX + "run")
            .help("The run that these figures are of.")
            .dataPoint(
                InfoDataPointSnapshot.builder()
                    .labels(
                        labels
                            .add("stage", run.stage())
                            .add("format", run.settings().codec().format())
                            .add("target", targets))
                    .build())
            .build());
    OptionalLong start = data.earliest(counts -> counts.progress().startEpochMillis());
    if (start.isPresent()) {
      gauge("start_timestamp_seconds", "When the ramp began.", start.getAsLong() / 1000.0);
    }
  }

  private void users() {
    gauge("users", "Users asked for.", run.settings().load().users());
    lastOf(data.timeline().rows(), TimelineColumn.ONLINE)
        .ifPresent(online -> gauge("users_online", "Users online.", online));
  }

  private static <C extends Enum<C> & Column> Optional<Double> lastOf(List<Row<C>> rows, C column) {
    return rows.subList(Math.max(0, rows.size() - GAUGE_SECONDS), rows.size()).stream()
        .map(row -> row.get(column))
        .filter(Double::isFinite)
        .reduce((before, last) -> last);
  }

  private void gauge(String name, String help, double value) {
    metrics.metricSnapshot(
        GaugeSnapshot.builder()
            .name(name.startsWith(MetricNames.PREFIX) ? name : MetricNames.PREFIX + name)
            .help(help)
            .dataPoint(GaugeDataPointSnapshot.builder().labels(labels).value(value).build())
            .build());
  }

  /** What the run doesn't measure is left out: a 0 would be a lie. */
  private void counters() {
    for (Counter counter : Counter.values()) {
      Long count = data.count(counter);
      if (count != null && MeasuredCounters.isMeasured(counter, data)) {
        counter(MetricNames.of(counter), counter + " of summary.json, so far.", count);
      }
    }
  }

  private void counter(String name, String help, double value) {
    metrics.metricSnapshot(
        CounterSnapshot.builder()
            .name(name)
            .help(help)
            .dataPoint(CounterDataPointSnapshot.builder().labels(labels).value(value).build())
            .build());
  }

  private void deaths() {
    CounterSnapshot.Builder deaths =
        CounterSnapshot.builder()
            .name(MetricNames.PREFIX + "deaths")
            .help("Connections lost, by cause and phase.");
    CounterSnapshot.Builder failures =
        CounterSnapshot.builder()
            .name(MetricNames.PREFIX + "request_failures")
            .help("Requests of HTTP without an answer, by cause; no connection was lost.");
    byLabels(true, kind -> pair(kind.cause(), kind.phase().toString()), OTHER)
        .forEach((pair, count) -> deaths.dataPoint(point(pair, count)));
    byLabels(false, kind -> Labels.of("cause", kind.cause()), OTHER_REQUESTS)
        .forEach((cause, count) -> failures.dataPoint(point(cause, count)));
    metrics.metricSnapshot(deaths.build());
    if (data.total(Counter.REQUESTS) > 0) {
      metrics.metricSnapshot(failures.build());
    }
  }

  private static Labels pair(String cause, String phase) {
    return Labels.of("cause", cause, "phase", phase);
  }

  private CounterDataPointSnapshot point(Labels more, double count) {
    return CounterDataPointSnapshot.builder().labels(labels.merge(more)).value(count).build();
  }

  /** In the order in which they were first seen, so that none of them ever changes its name. */
  private Map<Labels, Long> byLabels(
      boolean losses, Function<Death.Kind, Labels> labelsOf, Labels others) {
    Map<Labels, Long> counts = new LinkedHashMap<>();
    data.deaths().stream()
        .filter(tally -> tally.kind().phase().isLoss() == losses)
        .sorted(Comparator.comparingLong(DeathTally::firstEpochMillis))
        .forEach(
            tally -> {
              Labels own = labelsOf.apply(tally.kind());
              boolean known = counts.containsKey(own) || counts.size() < MOST_CAUSES;
              counts.merge(known ? own : others, tally.count(), Long::sum);
            });
    return counts;
  }

  private void latencies() {
    data.histograms()
        .forEach(
            (metric, histogram) ->
                metrics.metricSnapshot(LatencyMetric.of(metric, histogram, labels)));
  }

  private void monitor() {
    for (MonitorColumn column : EVENTS) {
      if (data.monitor().values(column).findAny().isPresent()) {
        double sum = data.monitor().values(column).sum();
        counter(
            MetricNames.of(column),
            column.key() + " of monitor.csv, added up, in its base unit.",
            MetricNames.inBaseUnit(column, sum));
      }
    }
    for (MonitorColumn column : EnumSet.complementOf(EVENTS)) {
      lastOf(data.monitor().rows(), column)
          .map(value -> MetricNames.inBaseUnit(column, value))
          .ifPresent(
              value ->
                  gauge(
                      MetricNames.of(column),
                      column.key() + " of monitor.csv, the last one, in its base unit.",
                      value));
    }
  }
}
