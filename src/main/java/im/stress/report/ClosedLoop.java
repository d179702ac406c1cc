package im.stress.report;

import im.stress.config.MessageSettings;
import im.stress.config.StressSettings;
import java.util.List;

/** What the latencies of a closed loop don't tell. */
final class ClosedLoop {
  static final String WARNING =
      "latencies are service times: a slow answer delays the next request, so waiting is not"
          + " counted (im.message.arrivals = closed)";

  private ClosedLoop() {}

  /** One line where users wrote in a closed loop. */
  static List<String> warnings(StressSettings settings) {
    MessageSettings message = settings.message();
    return message.enabled() && message.arrivals() == MessageSettings.Arrivals.CLOSED
        ? List.of(WARNING)
        : List.of();
  }
}
