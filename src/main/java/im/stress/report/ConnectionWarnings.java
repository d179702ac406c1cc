package im.stress.report;

import im.stress.config.StressSettings;
import im.stress.config.TlsWarnings;
import im.stress.model.Counter;
import im.stress.record.RunData;
import java.util.ArrayList;
import java.util.List;

/** What people should know of the connections of a run. */
final class ConnectionWarnings {
  private ConnectionWarnings() {}

  /** One line each; none where all of them were as the settings have them. */
  static List<String> of(RunData run, StressSettings settings) {
    List<String> warnings = new ArrayList<>(TlsWarnings.of(settings));
    long uncompressed = run.total(Counter.CONNECTS_UNCOMPRESSED);
    if (uncompressed > 0) {
      warnings.add(
          "%s of %s connections were not compressed though im.connection.compression asks for it: the server refused"
              .formatted(
                  Format.count(uncompressed), Format.count(run.total(Counter.CONNECTS_OPENED))));
    }
    warnings.addAll(requests(run));
    return warnings;
  }

  private static List<String> requests(RunData run) {
    List<String> warnings = new ArrayList<>();
    long again = run.total(Counter.REQUESTS_SENT_AGAIN);
    if (again > 0) {
      warnings.add(
          "%s of %s requests were sent twice, since the server closed a kept connection just then: it may have read both"
              .formatted(Format.count(again), Format.count(run.total(Counter.REQUESTS))));
    }
    long closes = run.total(Counter.CLOSES_UNANNOUNCED);
    if (closes > 0) {
      warnings.add(
          "the server closed %s connections between requests and had not announced it (no Connection: close in an answer): no errors, but each cost a connect"
              .formatted(Format.count(closes)));
    }
    long resets = run.total(Counter.RESETS_BETWEEN_REQUESTS);
    if (resets > 0) {
      warnings.add(
          "the server reset %s connections between requests (TCP RST in place of a close): no request failed by it, but look at the server's log"
              .formatted(Format.count(resets)));
    }
    return warnings;
  }
}
