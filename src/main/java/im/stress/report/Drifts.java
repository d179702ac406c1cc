package im.stress.report;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** Whether throughput or latency changed in the course of a run, beyond noise. */
final class Drifts {
  private final List<OverTime.Window> windows;
  private final long startEpochMillis;
  private final List<OverTime.Drift> drifts = new ArrayList<>();

  private Drifts(List<OverTime.Window> windows, long startEpochMillis) {
    this.windows = windows;
    this.startEpochMillis = startEpochMillis;
  }

  /**
   * One for each figure that some window has.
   *
   * @param startEpochMillis of the run: texts count from it
   */
  static List<OverTime.Drift> of(List<OverTime.Window> windows, long startEpochMillis) {
    Drifts found = new Drifts(windows, startEpochMillis);
    found.add("sentPerSecond", "messages sent a second", OverTime.Window::sentPerSecond);
    found.add("ackedPerSecond", "acks a second", OverTime.Window::ackedPerSecond);
    found.add("deliveredPerSecond", "deliveries a second", OverTime.Window::deliveredPerSecond);
    found.add("ackP99Micros", "ack p99", OverTime.Window::ackP99Micros);
    found.add("deliveryP99Micros", "delivery p99", OverTime.Window::deliveryP99Micros);
    return found.drifts;
  }

  /** Less throughput, or a longer latency. */
  static boolean isForTheWorse(OverTime.Drift drift) {
    return drift
        .verdict()
        .equals(drift.figure().endsWith("Micros") ? DriftVerdict.UP : DriftVerdict.DOWN);
  }

  private void add(String figure, String words, Function<OverTime.Window, Number> value) {
    List<OverTime.Window> measured =
        windows.stream().filter(window -> value.apply(window) != null).toList();
    double[] values =
        measured.stream().mapToDouble(window -> value.apply(window).doubleValue()).toArray();
    new DriftVerdict(figure, words, startEpochMillis).of(measured, values).ifPresent(drifts::add);
  }
}
