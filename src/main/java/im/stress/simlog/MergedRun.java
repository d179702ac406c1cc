package im.stress.simlog;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What several logs have in common: one Run record, and how each log is moved into it.
 *
 * @param sources in the order of the heads
 */
record MergedRun(LogRecord.Run run, List<MergeSource> sources, List<String> warnings) {

  /** An input and its Run record. */
  record Head(MergeInput input, LogRecord.Run run) {
    long startEpochMillis() {
      return run.startEpochMillis() + input.clockCorrectionMillis();
    }
  }

  /**
   * Joins the heads, of which there is at least one.
   *
   * @throws SimulationLogException when they are not of the same Gatling and simulation
   */
  static MergedRun of(List<Head> heads) throws SimulationLogException {
    requireSameKind(heads);
    long start = heads.stream().mapToLong(Head::startEpochMillis).min().orElseThrow();
    Map<String, Integer> scenarios = new LinkedHashMap<>();
    List<MergeSource> sources = new ArrayList<>();
    for (Head head : heads) {
      List<Integer> indexes =
          head.run().scenarios().stream()
              .map(name -> scenarios.computeIfAbsent(name, unknown -> scenarios.size()))
              .toList();
      sources.add(new MergeSource(head.input().log(), head.startEpochMillis() - start, indexes));
    }
    LogRecord.Run first = heads.get(0).run();
    LogRecord.Run run =
        new LogRecord.Run(
            first.gatlingVersion(),
            first.simulationClassName(),
            start,
            description(heads),
            List.copyOf(scenarios.keySet()),
            assertions(heads));
    return new MergedRun(run, sources, differingAssertions(heads));
  }

  private static void requireSameKind(List<Head> heads) throws SimulationLogException {
    Head first = heads.get(0);
    for (Head head : heads) {
      requireEqual(
          first, head, "Gatling", first.run().gatlingVersion(), head.run().gatlingVersion());
      requireEqual(
          first,
          head,
          "simulation",
          first.run().simulationClassName(),
          head.run().simulationClassName());
    }
  }

  private static void requireEqual(
      Head first, Head other, String what, String expected, String actual)
      throws SimulationLogException {
    if (!expected.equals(actual)) {
      throw new SimulationLogException(
          "%s: expected %s %s as in %s, got %s: merge the logs of one run only"
              .formatted(other.input().log(), what, expected, first.input().log(), actual));
    }
  }

  private static String description(List<Head> heads) {
    return heads.stream()
        .map(head -> head.run().description())
        .filter(text -> !text.isEmpty())
        .findFirst()
        .orElse("");
  }

  /** Each different one once: Gatling would show and evaluate every copy. */
  private static List<String> assertions(List<Head> heads) {
    Set<String> distinct = new LinkedHashSet<>();
    heads.forEach(head -> distinct.addAll(head.run().assertions()));
    return List.copyOf(distinct);
  }

  private static List<String> differingAssertions(List<Head> heads) {
    Head first = heads.get(0);
    Set<String> expected = Set.copyOf(first.run().assertions());
    return heads.stream()
        .filter(head -> !Set.copyOf(head.run().assertions()).equals(expected))
        .map(
            head ->
                "%s: its assertions differ from those of %s; all of them are checked on all the data"
                    .formatted(head.input().log(), first.input().log()))
        .toList();
  }
}
