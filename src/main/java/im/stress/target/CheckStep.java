package im.stress.target;

import java.time.Duration;
import java.util.Optional;

/**
 * One step of a check, and what came of it.
 *
 * @param name such as {@code upgrade}, or {@code login: hello}
 * @param time that it took; empty where there is nothing to time
 * @param words more about it, in one line; may be empty
 */
public record CheckStep(String name, Optional<Duration> time, Result result, String words) {

  /** What came of a step. */
  public enum Result {
    /** As it should be. */
    OK,
    /** It failed, and the check with it. */
    FAILED,
    /** It failed, but a run with these settings does not need it. */
    NOT_NEEDED,
    /** The protocol or the gateway has no such thing, or the settings leave it out. */
    ABSENT,
    /** Something before it failed. */
    NOT_TRIED
  }
}
