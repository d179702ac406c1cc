package im.stress.report;

import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;

/** What went wrong in a run, by kind. No state. */
final class CompareErrors {

  private CompareErrors() {}

  /** How often, by kind; without those that did not happen. */
  static Map<String, Long> of(FinishedRun run) {
    Map<String, Long> errors = new TreeMap<>();
    Summary summary = run.summary();
    if (summary.connections() != null) {
      summary
          .connections()
          .deaths()
          .forEach(death -> add(errors, "connection lost, " + death.cause(), death.count()));
    }
    if (summary.requests() != null) {
      summary.requests().errors().forEach((kind, count) -> add(errors, "request, " + kind, count));
    }
    Summary.Messages messages = summary.messages();
    if (messages != null) {
      add(errors, "message refused", messages.refused());
      add(errors, "message not answered in time", messages.unacked());
      add(errors, "message lost", messages.lost());
      add(errors, "message passed over by polls", messages.passedOver());
      add(errors, "message duplicated", messages.duplicated());
      add(errors, "message out of order", messages.reordered());
      add(errors, "message at somebody else", messages.misrouted());
      add(errors, "message not sent, the server didn't read", messages.blocked());
      add(errors, "message not sent, no connection", messages.notSent());
    }
    if (summary.groups() != null) {
      add(errors, "group message lost", summary.groups().lost());
    }
    if (summary.heartbeats() != null) {
      add(errors, "heartbeat not answered in time", summary.heartbeats().missed());
      add(errors, "heartbeat refused", summary.heartbeats().refused());
    }
    return errors;
  }

  private static void add(Map<String, Long> errors, String kind, Long count) {
    if (count != null && count > 0) {
      errors.merge(kind, count, Long::sum);
    }
  }

  /** The least of the rates of success; null when nothing was tried. */
  static Double leastSuccess(FinishedRun run) {
    Summary.Success success = run.summary().success();
    return success == null
        ? null
        : Stream.of(
                success.online(),
                success.connect(),
                success.login(),
                success.ack(),
                success.delivery(),
                success.groupDelivery(),
                success.heartbeat(),
                success.overall())
            .filter(Objects::nonNull)
            .min(Double::compare)
            .orElse(null);
  }
}
