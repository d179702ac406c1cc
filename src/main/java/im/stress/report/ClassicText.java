package im.stress.report;

import im.stress.model.Metric;
import im.stress.record.FileNames;
import im.stress.record.JsonFiles;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;

/**
 * The end of a run as small test scripts print it: connections, logins, messages, connect times.
 * Every number is one of {@code summary.json}, or is made of these alone.
 */
public final class ClassicText {
  private static final String NOT_MEASURED = "not measured";
  private static final double MICROS_PER_MILLI = 1_000;

  private ClassicText() {}

  /**
   * Reads the figures of a run and writes them down.
   *
   * @param runDir {@code results/RUN_ID}
   * @throws IOException when there are none
   */
  public static String of(Path runDir) throws IOException {
    Path file = runDir.resolve(FileNames.SUMMARY);
    return of(
        JsonFiles.read(file, Summary.class)
            .orElseThrow(
                () -> new IOException(file + ": expected the figures of a run, got none")));
  }

  static String of(Summary run) {
    return String.join(
        "\n",
        "===== Stress test report =====",
        "Test configuration:",
        line("Server", String.join(", ", run.settings().targets())),
        line("Clients", run.settings().users()),
        line("Duration", run.settings().durationSeconds() + " s"),
        "",
        "Connections:",
        line("Connection success rate", connections(run)),
        line("Login success rate", logins(run)),
        "",
        "Messages:",
        line("Total sent", run.messages() == null ? null : run.messages().sent()),
        line("Total received", run.messages() == null ? null : run.messages().delivered()),
        line("Mean QPS", run.rates() == null ? null : two(run.rates().sentPerSecond())),
        line("Mean sent per client", sentPerClient(run)),
        "",
        "Connect time:",
        line("Mean connect time", connectTime(run, false)),
        line("Maximum connect time", connectTime(run, true)),
        "");
  }

  private static String line(String name, Object value) {
    return "  " + name + ": " + (value == null ? NOT_MEASURED : value);
  }

  private static String connections(Summary run) {
    return run.connections() == null
        ? null
        : rate(
            run.success() == null ? null : run.success().connect(),
            run.connections().opened(),
            run.connections().attempted());
  }

  private static String logins(Summary run) {
    return run.users() == null
        ? null
        : rate(
            run.success() == null ? null : run.success().login(),
            run.users().loggedIn(),
            run.users().asked());
  }

  private static String rate(Double ratio, Long succeeded, Long tried) {
    return ratio == null || succeeded == null || tried == null
        ? null
        : "%d/%d (%s)".formatted(succeeded, tried, Format.percent(ratio));
  }

  private static String sentPerClient(Summary run) {
    return run.messages() == null || run.messages().sent() == null || run.settings().users() == 0
        ? null
        : String.format(
            Locale.ROOT, "%.1f", (double) run.messages().sent() / run.settings().users());
  }

  private static String connectTime(Summary run, boolean longest) {
    Summary.Latency connect =
        run.latencyMicros() == null ? null : run.latencyMicros().get(Metric.CONNECT.tag());
    if (connect == null) {
      return null;
    }
    double micros = longest ? connect.max() : connect.mean();
    return String.format(Locale.ROOT, "%.3f ms", micros / MICROS_PER_MILLI);
  }

  private static String two(Double number) {
    return number == null ? null : String.format(Locale.ROOT, "%.2f", number);
  }
}
