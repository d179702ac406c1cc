package im.stress.cli;

import im.stress.config.LedgerWindow;
import im.stress.config.Secrets;
import im.stress.config.StressSettings;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * Says what is about to be run.
 *
 * @param embedded whether the target is the embedded server
 */
record RunHeader(StressSettings settings, ShardPlan plan, RunFolder folder, boolean embedded) {

  /** Prints it; {@code end} is when the run is expected to be over. */
  void print(PrintWriter out, Instant end) {
    out.printf(
        Locale.ROOT,
        "run %s: %d users over %s, then all of them for %s%n",
        folder.id(),
        settings.load().users(),
        TimeText.text(settings.load().rampUp()),
        TimeText.text(settings.load().duration()));
    out.printf(
        "each: %s, %s%n",
        loop("message", settings.message().enabled(), settings.message().interval()),
        loop("heartbeat", settings.heartbeat().enabled(), settings.heartbeat().interval()));
    out.printf("target: %s%s%n", targets(), embedded ? " (embedded server)" : "");
    if (!plan.reason().isEmpty()) {
      out.println(plan.reason());
    }
    String ledgerTooSmall = LedgerWindow.of(settings, plan.usersPerShard()).shortfall();
    if (!ledgerTooSmall.isEmpty()) {
      out.println(ledgerTooSmall);
    }
    out.printf(
        "%s, expected to end at %s, results in %s%n",
        plan.shards() == 1 ? "1 process" : plan.shards() + " processes",
        DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT)
            .withZone(ZoneId.systemDefault())
            .format(end),
        folder.path());
    out.flush();
  }

  private static String loop(String what, boolean enabled, Duration interval) {
    return enabled ? "a " + what + " every " + TimeText.text(interval) : "no " + what + "s";
  }

  private String targets() {
    return settings.target().urls().stream().map(Secrets::masked).collect(Collectors.joining(", "));
  }
}
