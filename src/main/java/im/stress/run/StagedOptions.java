package im.stress.run;

import java.time.Duration;
import java.util.List;

/**
 * What a staged run was asked for, beside the settings that all of its runs share.
 *
 * @param levels users of each step, 1 or more; none = those of the stress guide
 * @param warmUpUsers users of the run before the first step; 0 = no such run
 * @param warmUpDuration how long they stay
 * @param pause time between two steps
 * @param timeScale what ramps, durations and pauses are multiplied with; more than 0
 * @param typed the options as they were typed, without secrets
 */
public record StagedOptions(
    List<Integer> levels,
    int warmUpUsers,
    Duration warmUpDuration,
    Duration pause,
    double timeScale,
    List<String> typed) {

  /** Copies the lists so that nobody can change them afterwards. */
  public StagedOptions {
    levels = levels.isEmpty() ? StagedGuide.levels() : List.copyOf(levels);
    typed = List.copyOf(typed);
  }

  /** A time of the guide or of an option as it is used. */
  Duration scaled(Duration time) {
    return Duration.ofMillis(Math.round(time.toMillis() * timeScale));
  }
}
