package im.stress.report;

import im.stress.report.CompareSummary.Better;
import im.stress.report.CompareSummary.Role;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * A figure by which two targets are held against each other.
 *
 * @param name for people
 * @param role what it is for
 * @param source where it comes from, for people
 * @param ofRun its value in one run; null when it was not measured
 * @param ofTarget its value over all runs of a target; null when it was not measured
 */
record CompareFigure(
    String name,
    CompareUnit unit,
    Better better,
    Role role,
    String source,
    Function<FinishedRun, Double> ofRun,
    Function<ComparedTarget, Double> ofTarget) {

  /** One run in a hundred is called different by chance: a table is read by many. */
  static final double LEVEL = 0.01;

  /**
   * HdrHistogram keeps three digits, so each value may be off by 0.1 % (see {@link
   * im.stress.measure.LoopMeasure}), and a difference of two by 0.2 %.
   */
  private static final double RESOLUTION_OF_LATENCY = 0.002;

  /** A figure that is the mean of its runs. */
  static CompareFigure meanOfRuns(
      String name,
      CompareUnit unit,
      Better better,
      String source,
      Function<FinishedRun, Double> ofRun) {
    return new CompareFigure(
        name, unit, better, Role.SHOWN, source, ofRun, target -> mean(values(target, ofRun)));
  }

  /** The same figure for this. */
  CompareFigure as(Role other) {
    return new CompareFigure(name, unit, better, other, source, ofRun, ofTarget);
  }

  private static List<Double> values(ComparedTarget target, Function<FinishedRun, Double> ofRun) {
    return target.runs().stream().map(ofRun).filter(Objects::nonNull).toList();
  }

  private static Double mean(List<Double> values) {
    return values.isEmpty()
        ? null
        : values.stream().mapToDouble(Double::doubleValue).sum() / values.size();
  }

  /** Both targets side by side; empty when one of them has no value. */
  Optional<CompareSummary.Figure> compare(ComparedTarget first, ComparedTarget second) {
    Double one = ofTarget.apply(first);
    Double other = ofTarget.apply(second);
    return one == null || other == null
        ? Optional.empty()
        : Optional.of(
            compared(
                new double[] {one, other},
                values(first, ofRun),
                values(second, ofRun),
                resolution(first, second)));
  }

  private CompareSummary.Figure compared(
      double[] both, List<Double> first, List<Double> second, double resolution) {
    double difference = both[1] - both[0];
    double base = first.isEmpty() ? 0 : mean(first);
    Optional<MeanDifference> test = MeanDifference.of(array(first), array(second), resolution);
    return new CompareSummary.Figure(
        name,
        unit,
        better,
        role,
        both[0],
        both[1],
        difference,
        percent(difference, both[0]),
        test.map(t -> percent(t.difference() - t.margin(), base)).orElse(null),
        test.map(t -> percent(t.difference() + t.margin(), base)).orElse(null),
        test.map(MeanDifference::pValue).orElse(null),
        test.map(t -> isBeyondNoise(t.pValue(), t.difference(), difference)).orElse(null),
        source,
        first,
        second);
  }

  /** What all runs together say must point where most runs do. */
  private static boolean isBeyondNoise(double pValue, double ofRuns, double ofAll) {
    return pValue < LEVEL && ofRuns * ofAll > 0;
  }

  /** The same figure with another p, after the correction for the number of figures. */
  static CompareSummary.Figure adjusted(CompareSummary.Figure figure, double pValue) {
    return new CompareSummary.Figure(
        figure.name(),
        figure.unit(),
        figure.better(),
        figure.role(),
        figure.first(),
        figure.second(),
        figure.difference(),
        figure.percent(),
        figure.percentLow(),
        figure.percentHigh(),
        pValue,
        figure.isBeyondNoise() && pValue < LEVEL,
        figure.source(),
        figure.firstRuns(),
        figure.secondRuns());
  }

  private double resolution(ComparedTarget first, ComparedTarget second) {
    Double base = mean(values(first, ofRun));
    if (base == null) {
      return 0;
    }
    return switch (unit) {
      case MICROSECONDS -> Math.max(1, RESOLUTION_OF_LATENCY * base);
      case PER_SECOND, BYTES_PER_SECOND -> base / shortestSeconds(first, second);
      default -> 0;
    };
  }

  /** A rate is divided by whole seconds, of which a run has one more or less by chance. */
  private static long shortestSeconds(ComparedTarget first, ComparedTarget second) {
    return Stream.concat(first.runs().stream(), second.runs().stream())
        .flatMapToLong(run -> CompareRequest.seconds(run).stream())
        .min()
        .orElse(1);
  }

  private static double[] array(List<Double> values) {
    return values.stream().mapToDouble(Double::doubleValue).toArray();
  }

  private static Double percent(double part, double whole) {
    return whole == 0 ? null : 100 * part / whole;
  }
}
