package im.stress.record;

import im.stress.measure.LedgerList;
import im.stress.model.Counter;
import java.io.IOException;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What the ledgers of all processes say together: a message that its sender's process calls lost,
 * and that another process saw arrive at a wrong user, is misrouted and not lost. Messages to
 * groups are not among them: they are lost to a member whatever arrives elsewhere.
 *
 * @param receivers a user who received it, for each such message
 * @param countedAsLost how many of them each counter took for lost
 * @param undecided at most so many more may be counted both as lost and as misrouted, as the lists
 *     of the processes are bounded
 */
record LedgerMatch(
    Map<MessageKey, Integer> receivers, Map<Counter, Long> countedAsLost, long undecided) {

  static LedgerMatch of(List<ShardData> shards) throws IOException {
    return new Search(shards).result();
  }

  /** A counter's sum over all processes, without the messages that were not lost after all. */
  long corrected(Counter counter, long sum) {
    return Math.max(0, sum - countedAsLost.getOrDefault(counter, 0L));
  }

  /** The samples with the right fate, each message once: the line of its sender has its id. */
  List<LedgerSample> corrected(List<LedgerSample> samples) {
    Set<MessageKey> ofSenders =
        samples.stream()
            .filter(sample -> !sample.isMisrouted())
            .map(LedgerSample::key)
            .filter(receivers::containsKey)
            .collect(Collectors.toSet());
    return samples.stream()
        .filter(sample -> !(sample.isMisrouted() && ofSenders.contains(sample.key())))
        .map(this::corrected)
        .toList();
  }

  private LedgerSample corrected(LedgerSample sample) {
    Integer receiver = receivers.get(sample.key());
    return receiver == null || sample.isMisrouted() ? sample : sample.misroutedTo(receiver);
  }

  /** First all arrivals, then each lost message against them. */
  private static final class Search {
    /** Arrivals kept over all processes: 100 MB of heap. */
    private static final int MOST_ARRIVALS = LedgerList.MOST;

    private final Map<MessageKey, Integer> arrivals = new HashMap<>();
    private final Map<MessageKey, Integer> receivers = new HashMap<>();
    private final Map<Counter, Long> countedAsLost = new EnumMap<>(Counter.class);

    private long matched;
    private long arrived;
    private long lost;
    private long unlisted;

    Search(List<ShardData> shards) throws IOException {
      for (ShardData shard : shards) {
        readArrivals(shard);
      }
      for (ShardData shard : shards) {
        readLost(shard);
      }
    }

    LedgerMatch result() {
      long undecided = Math.min(unlisted, Math.min(arrived, lost) - matched);
      return new LedgerMatch(receivers, countedAsLost, Math.max(0, undecided));
    }

    private void readArrivals(ShardData shard) throws IOException {
      long listed = LedgerFile.forEach(shard.folder().resolve(FileNames.MISROUTED), this::arrived);
      arrived += counted(shard, listed, Counter.MESSAGES_MISROUTED_FROM_ELSEWHERE);
    }

    private void arrived(MessageKey message, int at) {
      if (arrivals.size() < MOST_ARRIVALS) {
        arrivals.putIfAbsent(message, at);
      } else if (!arrivals.containsKey(message)) {
        unlisted++;
      }
    }

    private void readLost(ShardData shard) throws IOException {
      long listed = LedgerFile.forEach(shard.folder().resolve(FileNames.LOST), this::lost);
      lost += counted(shard, listed, Counter.MESSAGES_LOST);
    }

    private void lost(MessageKey message, int flags) {
      Integer receiver = arrivals.get(message);
      if (receiver != null && receivers.putIfAbsent(message, receiver) == null) {
        matched++;
        notLost(Counter.MESSAGES_LOST);
        if ((flags & LedgerList.ACKED) != 0) {
          notLost(Counter.MESSAGES_ACKED_NOT_DELIVERED);
        }
        if ((flags & LedgerList.IN_GAP) != 0) {
          notLost(Counter.MESSAGES_LOST_IN_GAP);
        }
      }
    }

    private void notLost(Counter counter) {
      countedAsLost.merge(counter, 1L, Long::sum);
    }

    /** What a shard counted; what is more than it listed can't be compared. */
    private long counted(ShardData shard, long listed, Counter counter) {
      long counted = shard.counts().map(c -> c.counters().getOrDefault(counter, 0L)).orElse(listed);
      unlisted += Math.max(0, counted - listed);
      return Math.max(counted, listed);
    }
  }
}
