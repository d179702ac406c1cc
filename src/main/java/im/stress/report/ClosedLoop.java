package im.stress.report;

import im.stress.model.Counter;
import im.stress.record.RunData;
import java.util.List;

/** What the latencies of a closed loop don't tell. */
final class ClosedLoop {
  static final String WARNING =
      "latencies are service times: a slow answer delays the next request, so waiting is not"
          + " counted (im.message.arrivals = closed)";

  private ClosedLoop() {}

  /** One line where users wrote in a closed loop, whatever the settings say. */
  static List<String> warnings(RunData run) {
    return run.total(Counter.MESSAGES_IN_CLOSED_LOOP) > 0 ? List.of(WARNING) : List.of();
  }
}
