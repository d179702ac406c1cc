package im.stress.run;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What a comparison was asked for, beside the settings that all of its runs share.
 *
 * @param targets two of them, the first is what the second is held against
 * @param runsEach runs against each of them
 * @param pause time between two runs
 * @param before command before each run; empty = none
 * @param limitPercent by how much the second may be slower; empty = by anything
 * @param typed the options as they were typed, without secrets
 */
public record CompareOptions(
    List<Target> targets,
    int runsEach,
    Duration pause,
    Optional<String> before,
    OptionalDouble limitPercent,
    List<String> typed) {

  /** Copies the lists so that nobody can change them afterwards. */
  public CompareOptions {
    targets = List.copyOf(targets);
    typed = List.copyOf(typed);
  }

  /**
   * One of the two.
   *
   * @param name for people, and in the names of folders
   * @param url as {@code im.target.url} has it; may hold a password
   */
  public record Target(String name, String url) {

    /** Without the URL, which may hold a password. */
    @Override
    public String toString() {
      return name;
    }
  }
}
