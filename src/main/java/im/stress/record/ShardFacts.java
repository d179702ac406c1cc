package im.stress.record;

import im.stress.model.Intervals;
import im.stress.model.Measurable;
import java.util.List;
import java.util.Objects;

/**
 * Who a shard is.
 *
 * @param machine id of the machine
 * @param shard number of the process on this machine, from 0
 * @param shards processes on this machine
 * @param firstUser index of its first user
 * @param users how many users it has
 * @param measures what is measured beyond the basics
 * @param intervals how often its users do what they do again and again
 */
public record ShardFacts(
    int machine,
    int shard,
    int shards,
    int firstUser,
    int users,
    List<Measurable> measures,
    Intervals intervals) {
  /** What a file lacks, or what only another version knows, is none. */
  public ShardFacts {
    shards = Math.max(1, shards);
    intervals = intervals == null ? Intervals.NONE : intervals;
    measures = measures == null ? List.of() : measures.stream().filter(Objects::nonNull).toList();
  }
}
