package im.stress.measure;

import java.util.List;

/**
 * Who a shard is.
 *
 * @param machine id of the machine
 * @param shard number of the process on this machine, from 0
 * @param shards processes on this machine
 * @param firstUser index of its first user
 * @param users how many users it has
 * @param measures what is measured beyond the basics: {@code ack}, {@code delivery}, {@code ledger}
 */
public record ShardFacts(
    int machine, int shard, int shards, int firstUser, int users, List<String> measures) {

  /** Copies the list so that nobody can change it afterwards. */
  public ShardFacts {
    measures = List.copyOf(measures);
  }
}
