package im.stress.target;

import im.stress.target.CheckStep.Result;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/**
 * Takes steps one after the other and tells each of them. After the first failure none is tried.
 */
final class Steps {
  private final Consumer<CheckStep> listener;
  private final UnaryOperator<String> shown;
  private final boolean needed;
  private StepFailure failure;

  /**
   * None taken yet.
   *
   * @param shown makes words fit to be shown: one line, without secrets
   */
  Steps(Consumer<CheckStep> listener, UnaryOperator<String> shown) {
    this(listener, shown, true);
  }

  private Steps(Consumer<CheckStep> listener, UnaryOperator<String> shown, boolean needed) {
    this.listener = listener;
    this.shown = shown;
    this.needed = needed;
  }

  /** Steps that follow these, and that a run does not need: their failure is none of these. */
  Steps notNeeded() {
    Steps others = new Steps(listener, shown, false);
    others.failure = failure;
    return others;
  }

  /** What is done in a step. */
  interface Attempt {
    /** Blocks until it is done. */
    Done run() throws StepFailure;
  }

  /**
   * A step that is done.
   *
   * @param nanos that it took
   * @param words more about it; may be empty
   */
  record Done(long nanos, String words) {}

  /** Takes a step, unless one has failed. */
  void take(String name, Attempt attempt) {
    if (failure != null) {
      tell(name, Result.NOT_TRIED, "");
      return;
    }
    long start = System.nanoTime();
    try {
      done(name, attempt.run());
    } catch (StepFailure e) {
      failure = e;
      failed(name, System.nanoTime() - start, e);
    }
  }

  private void failed(String name, long nanos, StepFailure why) {
    Optional<Duration> time = Optional.of(Duration.ofNanos(nanos));
    listener.accept(
        needed
            ? new CheckStep(name, time, Result.FAILED, "")
            : new CheckStep(name, time, Result.NOT_NEEDED, shown.apply(why.getMessage())));
  }

  /** Tells a step that is done already, such as a part of another one. */
  void done(String name, Done done) {
    Optional<Duration> time = Optional.of(Duration.ofNanos(done.nanos()));
    listener.accept(new CheckStep(name, time, Result.OK, shown.apply(done.words())));
  }

  /** Tells a step that there is not. */
  void absent(String name, String why) {
    tell(name, Result.ABSENT, why);
  }

  private void tell(String name, Result result, String words) {
    listener.accept(new CheckStep(name, Optional.empty(), result, words));
  }

  /**
   * Why the first step failed that did, and what to look at, in one line; empty as long as none
   * has.
   */
  Optional<String> problem() {
    return Optional.ofNullable(failure).map(StepFailure::line).map(shown);
  }

  /** Fails as the first step did that failed. */
  void requireGood() throws StepFailure {
    if (failure != null) {
      throw failure;
    }
  }
}
