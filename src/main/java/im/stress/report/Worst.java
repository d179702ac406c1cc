package im.stress.report;

import im.stress.record.ShardData;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

/**
 * What is worst off in some figure: one process decides for the run, however well the others do.
 *
 * @param subject the process, or machine
 * @param value its figure
 * @param prefix its name to begin a line with; empty when there is only one
 */
record Worst<T>(T subject, double value, String prefix) {

  /** The worst process; empty when none has the figure (NaN). */
  static Optional<Worst<ShardData>> process(
      List<ShardData> shards, ToDoubleFunction<ShardData> figure) {
    return among(shards, figure, shard -> shard.id() + ": ");
  }

  /** The worst machine; empty when none has the figure (NaN). */
  static Optional<Worst<MachineMonitor>> machine(
      List<MachineMonitor> machines, ToDoubleFunction<MachineMonitor> figure) {
    return among(machines, figure, machine -> "machine-" + machine.id() + ": ");
  }

  private static <T> Optional<Worst<T>> among(
      List<T> all, ToDoubleFunction<T> figure, Function<T, String> prefix) {
    boolean named = all.size() > 1;
    return all.stream()
        .map(one -> new Worst<>(one, figure.applyAsDouble(one), named ? prefix.apply(one) : ""))
        .filter(worst -> Double.isFinite(worst.value()))
        .max(Comparator.comparingDouble(Worst::value));
  }
}
