package im.stress.report;

import im.stress.model.MonitorColumn;
import im.stress.model.Row;
import im.stress.record.RunData;
import im.stress.record.ShardData;
import im.stress.record.TargetMonitor;
import java.util.ArrayList;
import java.util.List;

/** When the target's process ended while it was watched, from the rows of {@code monitor.csv}. */
final class TargetEnds {
  private final String source;
  private final List<End> ends = new ArrayList<>();
  private boolean ownFigures;
  private Row<MonitorColumn> last;
  private Row<MonitorColumn> gone;

  /**
   * An end.
   *
   * @param source who watched it: a process of the run, or the folder of a monitor
   * @param second in which it was gone
   * @param backAfterSeconds when a process was there again; null = never
   * @param last the row before
   */
  record End(String source, long second, Long backAfterSeconds, Row<MonitorColumn> last) {

    /** With the deaths around it, and in words. */
    OverTime.TargetEnd told(RunData run) {
      long millis = second * 1_000;
      return TargetEndText.on(
          new OverTime.TargetEnd(
              source,
              millis,
              backAfterSeconds,
              has(last, MonitorColumn.TARGET_CPU_PERCENT)
                  ? last.get(MonitorColumn.TARGET_CPU_PERCENT)
                  : null,
              whole(MonitorColumn.TARGET_RSS_BYTES),
              whole(MonitorColumn.TARGET_THREADS),
              whole(MonitorColumn.TARGET_FD_USED),
              DeathsAround.of(run, millis),
              ""));
    }

    private Long whole(MonitorColumn column) {
      return has(last, column) ? Long.valueOf(Math.round(last.get(column))) : null;
    }
  }

  private TargetEnds(String source) {
    this.source = source;
  }

  /** All ends that any process or monitor saw during the run, in the order of time of each. */
  static List<End> of(RunData run) {
    List<End> ends = new ArrayList<>();
    for (ShardData shard : run.shards()) {
      ends.addAll(new TargetEnds(shard.id().toString()).in(shard.monitor().rows()));
    }
    long first = run.monitor().rows().stream().mapToLong(Row::epochSecond).min().orElse(0);
    long end = run.monitor().rows().stream().mapToLong(Row::epochSecond).max().orElse(-1);
    for (TargetMonitor target : run.targets()) {
      ends.addAll(
          new TargetEnds(target.name())
              .in(
                  target.rows().stream()
                      .filter(row -> row.epochSecond() >= first && row.epochSecond() <= end)
                      .toList()));
    }
    return ends;
  }

  private List<End> in(List<Row<MonitorColumn>> rows) {
    rows.stream().filter(this::tells).forEach(this::take);
    if (gone != null) {
      add(null);
    }
    return ends;
  }

  /** A load generator without file handles can't read its own figures either. */
  private boolean tells(Row<MonitorColumn> row) {
    boolean own = has(row, MonitorColumn.RSS_BYTES);
    ownFigures |= own;
    return own || !ownFigures;
  }

  /** A new process has memory in its first second, and a CPU figure from its second one on. */
  private void take(Row<MonitorColumn> row) {
    boolean known = has(row, MonitorColumn.TARGET_CPU_PERCENT);
    boolean fresh = !known && has(row, MonitorColumn.TARGET_RSS_BYTES);
    if (gone == null && last != null && !known) {
      gone = row;
    }
    if (gone != null && fresh) {
      add(row.epochSecond() - gone.epochSecond());
      gone = null;
      last = null;
    }
    if (known) {
      gone = null;
      last = row;
    }
  }

  private static boolean has(Row<MonitorColumn> row, MonitorColumn column) {
    return !Double.isNaN(row.get(column));
  }

  private void add(Long backAfterSeconds) {
    ends.add(new End(source, gone.epochSecond(), backAfterSeconds, last));
  }
}
