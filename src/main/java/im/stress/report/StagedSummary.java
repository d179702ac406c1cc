package im.stress.report;

import java.util.List;
import java.util.SortedMap;

/**
 * {@code staged.json}: a staged run. A figure that was not measured is null and left out of the
 * file. Latencies are whole microseconds.
 *
 * @param verdict that of the step that ended it; null while it runs
 * @param headline whether target or load generator was the limit, in one line
 * @param reasons by which figures, and how far it came, one line each
 * @param asked what the user asked for
 * @param steps all of them, also those that did not run
 */
public record StagedSummary(
    int schema,
    String run,
    Verdict verdict,
    String headline,
    List<String> reasons,
    Asked asked,
    List<Step> steps) {

  /**
   * What the user asked for; who resumes the run must ask for the same.
   *
   * @param options as they were typed, without secrets
   * @param settings those that all steps share, and what each step does, by name
   */
  public record Asked(List<String> options, SortedMap<String, String> settings) {}

  /**
   * A step as it was asked for.
   *
   * @param name also that of its folder
   * @param description what its users do, in one line
   */
  public record Planned(String name, long users, String description) {}

  /**
   * A step as it went; verdict, exit code and figures are null when it did not run.
   *
   * @param name as in {@link Planned}
   * @param users as in {@link Planned}
   * @param description as in {@link Planned}
   * @param exitCode that of such a run; 1 = the tool itself failed
   * @param reasons why it did not pass, one line each
   * @param earlier folders of earlier attempts
   */
  public record Step(
      String name,
      long users,
      String description,
      Verdict verdict,
      Integer exitCode,
      List<String> reasons,
      Figures figures,
      List<String> earlier) {

    boolean passed() {
      return verdict == Verdict.PASS;
    }

    boolean ran() {
      return verdict != null;
    }
  }

  /**
   * What a step measured.
   *
   * @param connected users who had a connection
   * @param success {@code success.overall} of the step, 0 to 1
   * @param lost connections that died, failed ones included
   */
  public record Figures(
      Long connected,
      Double sentPerSecond,
      Double deliveredPerSecond,
      Double success,
      Long ackP50Micros,
      Long ackP99Micros,
      Long deliveryP50Micros,
      Long deliveryP99Micros,
      Side client,
      Side target,
      Long lost) {}

  /** What one side used, over the whole step; CPU is a share of the machine, 0 to 100. */
  public record Side(Double cpuPercentMean, Double cpuPercentMax, Long rssBytesMax) {}
}
