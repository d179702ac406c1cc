package im.stress.report;

import im.stress.model.Metric;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Why two targets can't be held against each other: what makes a comparison of rates and latencies
 * wrong however large the difference is. The worst reason comes first.
 */
final class CompareRefusals {
  /** Below it, latencies and rates are those of errors as well. */
  static final double LEAST_SUCCESS = 0.99;

  /** Answers that differ by more than half are not the same answers: 1.65 against 0.92 MB/s. */
  private static final double MOST_SIZE_RATIO = 1.5;

  /** Runs of each target: of two, nobody knows how much they differ by chance. */
  static final int LEAST_RUNS = 3;

  /** More kinds of errors are left to the table. */
  private static final int MOST_ERRORS = 3;

  private final ComparedTarget first;
  private final ComparedTarget second;
  private final List<String> reasons = new ArrayList<>();

  private CompareRefusals(ComparedTarget first, ComparedTarget second) {
    this.first = first;
    this.second = second;
  }

  /**
   * All reasons, one line each; none when the targets can be compared.
   *
   * @param complete whether no further runs will come, so that too few of them are a reason, too
   */
  static List<String> of(ComparedTarget first, ComparedTarget second, boolean complete) {
    CompareRefusals refusals = new CompareRefusals(first, second);
    refusals.targets().forEach(target -> refusals.reasons.addAll(CompareDeaths.of(target)));
    refusals.invalid();
    refusals.unsuccessful();
    refusals.otherLoads();
    refusals.otherSizes();
    if (complete && refusals.reasons.isEmpty()) {
      refusals.tooFew();
    }
    return refusals.reasons;
  }

  private List<ComparedTarget> targets() {
    return List.of(first, second);
  }

  private void invalid() {
    for (ComparedTarget target : targets()) {
      for (FinishedRun run : target.runs()) {
        String why = run.summary().reasons().stream().findFirst().orElse("nobody knows why");
        if (run.summary().verdict() == Verdict.INVALID) {
          reasons.add(
              "%s is INVALID: the load generator was the limit, not %s: %s"
                  .formatted(run.name(), target.name(), why));
        } else if (run.summary().verdict() == Verdict.INTERRUPTED) {
          reasons.add("%s was ended early".formatted(run.name()));
        } else if (run.exitCode() == StagedStop.TOOL_FAILED) {
          reasons.add("%s is not complete, the tool itself failed: %s".formatted(run.name(), why));
        } else if (run.summary().verdict() == Verdict.FAIL && measuredNothing(run)) {
          reasons.add("%s measured nothing: %s".formatted(run.name(), why));
        }
      }
    }
  }

  private static boolean measuredNothing(FinishedRun run) {
    return CompareErrors.of(run).isEmpty()
        && run.histogram(Metric.ACK).isEmpty()
        && run.histogram(Metric.DELIVERY).isEmpty()
        && run.histogram(Metric.GROUP_DELIVERY).isEmpty()
        && run.histogram(Metric.HEARTBEAT).isEmpty();
  }

  private void unsuccessful() {
    for (ComparedTarget target : targets()) {
      String below = target.names(CompareRefusals::failed);
      if (!below.isEmpty()) {
        double least =
            target.runs().stream()
                .map(CompareErrors::leastSuccess)
                .filter(Objects::nonNull)
                .min(Double::compare)
                .orElse(0.0);
        reasons.add(
            "%s: expected a success of %s or more, got %s at least, in %s%s: the rate of errors is no rate of work"
                .formatted(
                    target.name(),
                    Format.percent(LEAST_SUCCESS),
                    Format.percent(least),
                    below,
                    errors(target)));
      }
    }
  }

  private static boolean failed(FinishedRun run) {
    Double success = CompareErrors.leastSuccess(run);
    return success != null && success < LEAST_SUCCESS;
  }

  private static String errors(ComparedTarget target) {
    Map<String, Long> all =
        target.runs().stream()
            .flatMap(run -> CompareErrors.of(run).entrySet().stream())
            .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue, Long::sum));
    String most =
        all.entrySet().stream()
            .sorted(Map.Entry.<String, Long>comparingByValue().reversed())
            .limit(MOST_ERRORS)
            .map(kind -> Format.count(kind.getValue()) + " x " + kind.getKey())
            .collect(Collectors.joining(", "));
    return most.isEmpty() ? "" : " (" + most + ")";
  }

  private void otherLoads() {
    if (first.runs().isEmpty() || second.runs().isEmpty()) {
      return;
    }
    FinishedRun expected = first.runs().get(0);
    TreeSet<String> told = new TreeSet<>();
    Stream.concat(first.runs().stream(), second.runs().stream())
        .skip(1)
        .forEach(
            run ->
                SameLoad.differences(expected, run).stream()
                    .filter(difference -> told.add(difference.key()))
                    .map(d -> d.line(expected.name(), run.name()))
                    .forEach(reasons::add));
  }

  private void otherSizes() {
    Double one = size(first);
    Double other = size(second);
    if (one == null || other == null) {
      return;
    }
    ComparedTarget larger = one > other ? first : second;
    ComparedTarget smaller = one > other ? second : first;
    double most = Math.max(one, other);
    double least = Math.min(one, other);
    if (most > MOST_SIZE_RATIO * least) {
      reasons.add(
          "the answers are not the same: %s sends %s for each request, %s %s: look at both before you compare"
              .formatted(
                  larger.name(),
                  CompareUnit.BYTES.text(most),
                  smaller.name(),
                  CompareUnit.BYTES.text(least)));
    }
  }

  private static Double size(ComparedTarget target) {
    double bytes = 0;
    int runs = 0;
    for (FinishedRun run : target.runs()) {
      Double each = CompareRequest.bytesForEach(run);
      bytes += each == null ? 0 : each;
      runs += each == null ? 0 : 1;
    }
    return runs == 0 ? null : Double.valueOf(bytes / runs);
  }

  private void tooFew() {
    for (ComparedTarget target : targets()) {
      if (target.runs().size() < LEAST_RUNS) {
        reasons.add(
            "%s: expected %d runs or more, got %d: the noise between its runs is not known"
                .formatted(target.name(), LEAST_RUNS, target.runs().size()));
      }
    }
  }
}
