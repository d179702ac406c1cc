package im.stress.report;

import im.stress.model.Counter;
import im.stress.record.RunData;
import java.util.Optional;

/** Wishes to join a group that came to nothing, in words. */
final class FailedJoins {
  private FailedJoins() {}

  /** Empty when all users who asked are members. */
  static Optional<String> of(RunData run) {
    long refused = count(run, Counter.GROUP_JOINS_REFUSED);
    long unanswered = count(run, Counter.GROUP_JOINS_UNANSWERED);
    return refused + unanswered == 0
        ? Optional.empty()
        : Optional.of(
            "%s of %s wishes to join a group were refused and %s not answered within im.login.timeout"
                .formatted(
                    Format.count(refused),
                    Format.count(count(run, Counter.GROUP_JOINS)),
                    Format.count(unanswered)));
  }

  private static long count(RunData run, Counter counter) {
    Long count = run.count(counter);
    return count == null ? 0 : count;
  }
}
