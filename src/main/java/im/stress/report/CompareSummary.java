package im.stress.report;

import java.util.List;
import java.util.Locale;
import java.util.SortedMap;

/**
 * {@code compare.json}: two targets side by side. A figure that was not measured is null and left
 * out of the file.
 *
 * @param answer null while the runs go on
 * @param exitCode what the process should tell its caller; null while the runs go on
 * @param headline the answer in one line
 * @param reasons why there is none, the worst first; or by which figures the targets differ; while
 *     the runs go on, why there can't be one any more
 * @param notes what a reader should know of the figures, though it is no reason against them
 * @param asked what the user asked for
 * @param targets both of them, the first is what the second is held against
 * @param runs in the order in which they were made or given
 * @param figures one for each row of the table
 */
public record CompareSummary(
    int schema,
    String run,
    Answer answer,
    Integer exitCode,
    String headline,
    List<String> reasons,
    List<String> notes,
    Asked asked,
    List<Target> targets,
    List<Run> runs,
    List<Figure> figures) {

  /** Older files have no notes. */
  public CompareSummary {
    notes = notes == null ? List.of() : List.copyOf(notes);
  }

  /** What a comparison may say. */
  public enum Answer {
    /** One of them is better, beyond the noise between runs of the same target. */
    DIFFERENCE("difference"),
    /** These runs show none: there may be a smaller one. */
    NO_DIFFERENCE("no difference"),
    /** The second is slower by more than is allowed. */
    TOO_SLOW("too slow"),
    /** The figures can't be held against each other, or not finely enough. */
    NOT_TOLD("can't be told"),
    /** Somebody ended it. */
    INTERRUPTED("interrupted");

    private final String words;

    Answer(String words) {
      this.words = words;
    }

    /** For people and in the file. */
    @Override
    public String toString() {
      return words;
    }
  }

  /** What a figure is for. */
  public enum Role {
    /** It decides which target is faster, and {@code --fail-if-slower} must be sure of it. */
    MAIN,
    /** It decides which target is faster. */
    SPEED,
    /** It decides which target is cheaper. */
    COST,
    /** It is shown. */
    SHOWN;

    /** In the file. */
    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** Which of two values of a figure is the better one. */
  public enum Better {
    LOWER,
    HIGHER,
    NEITHER;

    /** In the file. */
    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * What the user asked for.
   *
   * @param options as they were typed, without secrets
   * @param settings what all runs share, by name
   */
  public record Asked(List<String> options, SortedMap<String, String> settings) {}

  /**
   * One of the two.
   *
   * @param url where it is, without secrets
   */
  public record Target(String name, String url) {}

  /**
   * One of the runs.
   *
   * @param name also that of its folder, unless it was given
   * @param target name of its target
   * @param folder from the folder of this report
   * @param verdict null when it was not made
   * @param success the least of its rates of success, 0 to 1
   * @param reasons of its verdict
   */
  public record Run(
      String name,
      String target,
      String folder,
      Verdict verdict,
      Integer exitCode,
      Double success,
      List<String> reasons) {}

  /**
   * A row of the table.
   *
   * @param unit of all values
   * @param better which of two values is the better one
   * @param role what it is for
   * @param first of the first target, over all its runs
   * @param second of the second target, over all its runs
   * @param difference second less first
   * @param percent the same of the first; null where that is 0
   * @param percentLow lower end of the 95 % confidence interval of the difference of the runs'
   *     means
   * @param percentHigh its upper end
   * @param pValue how often chance alone makes such a difference; of judged figures after the
   *     correction for their number
   * @param beyondNoise whether it exceeds the noise between runs of the same target; null when that
   *     can't be told
   * @param source where it comes from
   * @param firstRuns one value for each run of the first target
   * @param secondRuns the same of the second
   */
  public record Figure(
      String name,
      CompareUnit unit,
      Better better,
      Role role,
      Double first,
      Double second,
      Double difference,
      Double percent,
      Double percentLow,
      Double percentHigh,
      Double pValue,
      Boolean beyondNoise,
      String source,
      List<Double> firstRuns,
      List<Double> secondRuns) {

    /** Whether it has a part in the answer. */
    public boolean judged() {
      return role != Role.SHOWN;
    }

    /** By how many percent the second target is worse, noise or not; below 0 where it is better. */
    double percentWorse(double percentMore) {
      return better == Better.HIGHER ? -percentMore : percentMore;
    }

    /** Whether the second target is the worse one, beyond the noise. */
    boolean isWorse() {
      return better != Better.NEITHER && isBeyondNoise() && percentWorse(difference) > 0;
    }

    /** Whether the second target is the better one, beyond the noise. */
    boolean isBetter() {
      return better != Better.NEITHER && isBeyondNoise() && percentWorse(difference) < 0;
    }

    /** Whether its own interval of 95 % has no 0 in it, be that enough to decide or not. */
    boolean mayDiffer() {
      return percentLow != null && percentHigh != null && (percentLow > 0 || percentHigh < 0);
    }

    boolean isBeyondNoise() {
      return Boolean.TRUE.equals(beyondNoise);
    }
  }
}
