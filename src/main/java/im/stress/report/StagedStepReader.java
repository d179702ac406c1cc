package im.stress.report;

import im.stress.model.Metric;
import im.stress.model.MonitorColumn;
import im.stress.record.FileNames;
import im.stress.record.RowTable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;

/** Reads what a step has left in its folder, which is that of a run. */
final class StagedStepReader {
  private final Path staged;

  /** Of the steps below this folder. */
  StagedStepReader(Path staged) {
    this.staged = staged;
  }

  StagedSummary.Step read(StagedSummary.Planned planned) throws IOException {
    Path run = staged.resolve(planned.name());
    Optional<Summary> summary = FinishedRun.summary(run);
    return new StagedSummary.Step(
        planned.name(),
        planned.users(),
        planned.description(),
        summary.map(Summary::verdict).orElse(null),
        summary.isPresent() ? FinishedRun.exitCode(run) : null,
        summary.map(Summary::reasons).orElse(List.of()),
        summary.isPresent() ? figures(run, summary.get()) : null,
        attempts(planned.name()));
  }

  private List<String> attempts(String step) throws IOException {
    try (Stream<Path> folders = Files.list(staged)) {
      return folders
          .map(folder -> folder.getFileName().toString())
          .filter(name -> Series.isEarlier(step, name))
          .sorted()
          .toList();
    }
  }

  private static StagedSummary.Figures figures(Path run, Summary summary) throws IOException {
    Optional<Summary.Rates> rates = Optional.ofNullable(summary.rates());
    Optional<Summary.Latency> ack = latency(summary, Metric.ACK);
    Optional<Summary.Latency> delivery = latency(summary, Metric.DELIVERY);
    return new StagedSummary.Figures(
        summary.users().connected(),
        rates.map(Summary.Rates::sentPerSecond).orElse(null),
        rates.map(Summary.Rates::deliveredPerSecond).orElse(null),
        summary.success().overall(),
        ack.map(Summary.Latency::p50).orElse(null),
        ack.map(Summary.Latency::p99).orElse(null),
        delivery.map(Summary.Latency::p50).orElse(null),
        delivery.map(Summary.Latency::p99).orElse(null),
        client(summary.client()),
        target(RowTable.read(run.resolve(FileNames.MONITOR), MonitorColumn.class)),
        Optional.ofNullable(summary.connections()).map(Summary.Connections::lost).orElse(null));
  }

  private static Optional<Summary.Latency> latency(Summary summary, Metric metric) {
    return Optional.ofNullable(summary.latencyMicros().get(metric.tag()));
  }

  private static StagedSummary.Side client(Summary.Client client) {
    return client == null
        ? null
        : new StagedSummary.Side(
            client.cpuPercentMean(), client.cpuPercentMax(), client.rssBytesMax());
  }

  private static StagedSummary.Side target(RowTable<MonitorColumn> monitor) {
    OptionalDouble cpu = monitor.values(MonitorColumn.TARGET_CPU_PERCENT).average();
    OptionalDouble most = monitor.values(MonitorColumn.TARGET_CPU_PERCENT).max();
    OptionalDouble rss = monitor.values(MonitorColumn.TARGET_RSS_BYTES).max();
    return cpu.isEmpty() && rss.isEmpty()
        ? null
        : new StagedSummary.Side(tenths(cpu), tenths(most), whole(rss));
  }

  private static Double tenths(OptionalDouble value) {
    return value.isPresent() ? Math.round(value.getAsDouble() * 10) / 10.0 : null;
  }

  private static Long whole(OptionalDouble value) {
    return value.isPresent() ? Math.round(value.getAsDouble()) : null;
  }
}
