package im.stress.report;

import im.stress.model.Metric;
import im.stress.model.TimelineColumn;
import im.stress.report.CompareSummary.Better;
import im.stress.report.CompareSummary.Role;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import org.HdrHistogram.Histogram;

/** All figures of two targets, in the order of the table. No state. */
final class CompareFigures {
  /** Percentiles need as many values as leave one beyond them; else they are the largest value. */
  private static final double ONE_BEYOND = 1;

  private CompareFigures() {}

  /** Those of which both targets have a value, with one p corrected for all that are judged. */
  static List<CompareSummary.Figure> of(ComparedTarget first, ComparedTarget second) {
    List<CompareSummary.Figure> figures = new ArrayList<>();
    for (CompareFigure figure : catalogue(first, second)) {
      figure.compare(first, second).ifPresent(figures::add);
    }
    return adjusted(figures);
  }

  private static List<CompareSummary.Figure> adjusted(List<CompareSummary.Figure> figures) {
    List<CompareSummary.Figure> judged =
        figures.stream().filter(f -> f.judged() && f.pValue() != null).toList();
    double[] corrected =
        MeanDifference.adjusted(
            judged.stream().mapToDouble(CompareSummary.Figure::pValue).toArray());
    return figures.stream()
        .map(
            figure -> {
              int at = judged.indexOf(figure);
              return at < 0 ? figure : CompareFigure.adjusted(figure, corrected[at]);
            })
        .toList();
  }

  private static List<CompareFigure> catalogue(ComparedTarget first, ComparedTarget second) {
    List<CompareFigure> all = new ArrayList<>();
    List<CompareRequest> requests = CompareRequest.measured(first, second);
    if (!requests.isEmpty()) {
      CompareRequest main = requests.get(0);
      all.addAll(distribution(main));
      all.addAll(rates(main));
      requests.subList(1, requests.size()).forEach(other -> all.addAll(essence(other)));
    }
    all.addAll(bytes());
    all.add(
        CompareFigure.meanOfRuns(
            "Success",
            CompareUnit.RATIO,
            Better.HIGHER,
            "the least of the rates of success of a run, mean of the runs",
            CompareErrors::leastSuccess));
    all.addAll(errors(first, second));
    all.addAll(CompareServer.figures(requests.stream().findFirst()));
    return all;
  }

  private static List<CompareFigure> distribution(CompareRequest request) {
    String name = request.title() + ", ";
    Metric metric = request.metric();
    return List.of(
        latency(name + "mean", metric, 1, Histogram::getMean).as(Role.MAIN),
        latency(name + "standard deviation", metric, 2, Histogram::getStdDeviation),
        percentile(request, 50).as(Role.SPEED),
        percentile(request, 90).as(Role.SPEED),
        percentile(request, 99).as(Role.SPEED),
        percentile(request, 99.9),
        latency(name + "max", metric, 1, h -> (double) h.getMaxValue()));
  }

  /** Of what is not the main request, but what users feel as well. */
  private static List<CompareFigure> essence(CompareRequest request) {
    return List.of(percentile(request, 50), percentile(request, 99));
  }

  private static CompareFigure percentile(CompareRequest request, double percent) {
    double values = ONE_BEYOND / (1 - percent / 100);
    return latency(
        request.title() + ", p" + Format.number(percent),
        request.metric(),
        values,
        histogram -> (double) histogram.getValueAtPercentile(percent));
  }

  private static CompareFigure latency(
      String name, Metric metric, double leastValues, ToDoubleFunction<Histogram> figure) {
    Function<Histogram, Double> known =
        histogram ->
            histogram.getTotalCount() < Math.round(leastValues)
                ? null
                : Double.valueOf(figure.applyAsDouble(histogram));
    return new CompareFigure(
        name,
        CompareUnit.MICROSECONDS,
        Better.LOWER,
        Role.SHOWN,
        "histograms of all runs merged; noise from one value a run",
        run -> run.histogram(metric).map(known).orElse(null),
        target -> target.histogram(metric).map(known).orElse(null));
  }

  private static List<CompareFigure> rates(CompareRequest request) {
    return List.of(
        CompareFigure.meanOfRuns(
                "Requests a second",
                CompareUnit.PER_SECOND,
                Better.HIGHER,
                request.counted()
                    + " a second, from the first second with a message sent to the last",
                request::perSecond)
            .as(Role.MAIN),
        CompareFigure.meanOfRuns(
            "Requests in a run",
            CompareUnit.COUNT,
            Better.NEITHER,
            request.counted() + " of a run",
            request::total));
  }

  private static List<CompareFigure> bytes() {
    return List.of(
        CompareFigure.meanOfRuns(
            "Received a second",
            CompareUnit.BYTES_PER_SECOND,
            Better.NEITHER,
            "bytes over the connections, handshakes included",
            run -> CompareRequest.perSecond(run, TimelineColumn.BYTES_RECEIVED)),
        CompareFigure.meanOfRuns(
            "Sent a second",
            CompareUnit.BYTES_PER_SECOND,
            Better.NEITHER,
            "bytes over the connections, handshakes included",
            run -> CompareRequest.perSecond(run, TimelineColumn.BYTES_SENT)),
        CompareFigure.meanOfRuns(
            "Received for each request",
            CompareUnit.BYTES,
            Better.NEITHER,
            "bytes of answers of HTTP, head and body, by their number; else bytes received, by the messages sent",
            CompareRequest::bytesForEach));
  }

  private static List<CompareFigure> errors(ComparedTarget first, ComparedTarget second) {
    Set<String> kinds = new TreeSet<>();
    List.of(first, second)
        .forEach(
            target -> target.runs().forEach(run -> kinds.addAll(CompareErrors.of(run).keySet())));
    return kinds.stream()
        .map(
            kind ->
                CompareFigure.meanOfRuns(
                    "Errors: " + kind,
                    CompareUnit.COUNT,
                    Better.LOWER,
                    "mean of the runs",
                    run -> (double) CompareErrors.of(run).getOrDefault(kind, 0L)))
        .toList();
  }
}
