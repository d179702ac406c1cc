package im.stress.report;

import im.stress.model.Counter;
import im.stress.record.RunData;
import java.util.Optional;

/** Wishes to join a group that came to nothing, in words. */
final class FailedJoins {
  private FailedJoins() {}

  /** Empty when all users who asked are members. */
  static Optional<String> of(RunData run) {
    String refused = told(run.total(Counter.GROUP_JOINS_REFUSED), "refused");
    String unanswered =
        told(
            run.total(Counter.GROUP_JOINS_UNANSWERED),
            "not answered within im.login.timeout or before the end");
    String both = Phrase.join(refused, unanswered);
    return both.isEmpty()
        ? Optional.empty()
        : Optional.of(
            "of %s wishes to join a group %s"
                .formatted(Format.count(run.total(Counter.GROUP_JOINS)), both));
  }

  private static String told(long count, String what) {
    return count == 0 ? null : "%s were %s".formatted(Format.count(count), what);
  }
}
