package im.stress.report;

import im.stress.model.Metric;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.HdrHistogram.Histogram;

/**
 * A target, and all runs against it.
 *
 * @param url where it is, without secrets
 * @param runs in the order of time
 */
record ComparedTarget(String name, String url, List<FinishedRun> runs) {

  /** All values of a metric over all runs: percentiles of runs can't be averaged. */
  Optional<Histogram> histogram(Metric metric) {
    Histogram all = new Histogram(3);
    runs.forEach(run -> run.histogram(metric).ifPresent(all::add));
    return Optional.of(all).filter(h -> h.getTotalCount() > 0);
  }

  /** Whether each run measured it. */
  boolean measured(Metric metric) {
    return !runs.isEmpty() && runs.stream().allMatch(run -> run.histogram(metric).isPresent());
  }

  /** The names of these of its runs, with commas between; empty when there are none. */
  String names(Predicate<FinishedRun> which) {
    return runs.stream().filter(which).map(FinishedRun::name).collect(Collectors.joining(", "));
  }
}
