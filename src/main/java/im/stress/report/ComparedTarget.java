package im.stress.report;

import im.stress.model.Metric;
import java.util.List;
import java.util.Optional;
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
}
