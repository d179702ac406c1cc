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
    long closes = run.total(Counter.CLOSES_UNANNOUNCED);
    if (closes > 0) {
      warnings.add(
          "the server closed %s connections between requests, which its last answer had not announced (no Connection: close): no errors, but each cost a connect"
              .formatted(Format.count(closes)));
    }
    return warnings;
  }
}
