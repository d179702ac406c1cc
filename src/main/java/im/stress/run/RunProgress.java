package im.stress.run;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * How a run goes just now, over all its processes here.
 *
 * @param users users of this machine
 * @param online at the end of the last second
 * @param sendsPerSecond messages a second, mean of the last 5 s
 * @param ackP99Micros the slowest 99th percentile of a second and a process in the last 5 s; empty
 *     when nothing was acknowledged
 * @param lost connections lost so far
 * @param left until the run should be over; may be negative
 * @param trouble what went wrong last; empty when nothing did
 */
public record RunProgress(
    int users,
    long online,
    double sendsPerSecond,
    OptionalLong ackP99Micros,
    long lost,
    Duration left,
    Optional<Trouble> trouble) {

  static RunProgress of(
      int users, List<TimelineTail> processes, Duration left, Optional<Trouble> trouble) {
    return new RunProgress(
        users,
        processes.stream().mapToLong(TimelineTail::online).sum(),
        processes.stream().mapToDouble(TimelineTail::sendsPerSecond).sum(),
        processes.stream()
            .map(TimelineTail::ackP99Micros)
            .flatMapToLong(OptionalLong::stream)
            .max(),
        processes.stream().mapToLong(TimelineTail::deaths).sum(),
        left,
        trouble);
  }
}
