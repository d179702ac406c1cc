package im.stress.report;

import im.stress.model.Counter;
import im.stress.record.RunData;
import java.util.Optional;

/** Wishes to join a group that came to nothing, in words. */
final class FailedJoins {
  private FailedJoins() {}

  /** Empty when all users who asked are members. */
  static Optional<String> of(RunData run) {
    String refused = told(count(run, Counter.GROUP_JOINS_REFUSED), "refused");
    String unanswered =
        told(count(run, Counter.GROUP_JOINS_UNANSWERED), "not answered within im.login.timeout");
    String both = Phrase.join(refused, unanswered);
    return both.isEmpty()
        ? Optional.empty()
        : Optional.of(
            "of %s wishes to join a group %s"
                .formatted(Format.count(count(run, Counter.GROUP_JOINS)), both));
  }

  private static String told(long count, String what) {
    return count == 0 ? null : "%s were %s".formatted(Format.count(count), what);
  }

  private static long count(RunData run, Counter counter) {
    Long count = run.count(counter);
    return count == null ? 0 : count;
  }
}
