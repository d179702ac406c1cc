package im.stress.report;

import im.stress.config.ClientBounds;
import im.stress.config.StressSettings;
import im.stress.model.Metric;
import im.stress.record.RunData;
import java.util.List;
import java.util.stream.Stream;

/**
 * Whether the load generator was fast enough for its figures to be about the target. Each process
 * is judged on its own samples, CPU under full load only; one that was too slow spoils the run.
 */
final class ClientValidity {

  private ClientValidity() {}

  /** What did harm, with its figure and what to do, one line each; empty when all is well. */
  static List<String> breaches(RunData run, StressSettings settings) {
    return Stream.of(
            ClientSupplies.breaches(run),
            ClientLateness.breaches(run, settings),
            ClientCpu.breaches(run, settings.client()))
        .flatMap(List::stream)
        .toList();
  }

  /** What did no harm and should be known, one line each. */
  static List<String> warnings(RunData run, ClientBounds bounds) {
    return Stream.of(ClientSupplies.warnings(run, bounds), ClientCpu.warnings(run, bounds))
        .flatMap(List::stream)
        .toList();
  }

  /** Whether anything was measured that has a bound. */
  static boolean measured(RunData run) {
    return run.histogram(Metric.EVENT_LOOP_LAG).isPresent() || !run.monitor().isEmpty();
  }
}
