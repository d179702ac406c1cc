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
  /** A target that ends again and again is told so often; the page has the charts. */
  private static final int MOST_OF_A_SOURCE = 20;

  private final RunData run;
  private final String source;
  private final List<OverTime.TargetEnd> ends = new ArrayList<>();
  private Row<MonitorColumn> last;
  private Row<MonitorColumn> gone;

  private TargetEnds(RunData run, String source) {
    this.run = run;
    this.source = source;
  }

  /** All ends that any process or monitor saw during the run, in the order of time of each. */
  static List<OverTime.TargetEnd> of(RunData run) {
    List<OverTime.TargetEnd> ends = new ArrayList<>();
    for (ShardData shard : run.shards()) {
      ends.addAll(new TargetEnds(run, shard.id().toString()).in(shard.monitor().rows()));
    }
    long first = run.monitor().rows().stream().mapToLong(Row::epochSecond).min().orElse(0);
    long end = run.monitor().rows().stream().mapToLong(Row::epochSecond).max().orElse(-1);
    for (TargetMonitor target : run.targets()) {
      ends.addAll(
          new TargetEnds(run, target.name())
              .in(
                  target.rows().stream()
                      .filter(row -> row.epochSecond() >= first && row.epochSecond() <= end)
                      .toList()));
    }
    return ends;
  }

  private List<OverTime.TargetEnd> in(List<Row<MonitorColumn>> rows) {
    for (Row<MonitorColumn> row : rows) {
      take(row);
    }
    if (gone != null) {
      add(null);
    }
    return ends.subList(0, Math.min(MOST_OF_A_SOURCE, ends.size()));
  }

  /** A process has a CPU figure from its second row on; memory in the first one, too. */
  private void take(Row<MonitorColumn> row) {
    boolean known = has(row, MonitorColumn.TARGET_CPU_PERCENT);
    boolean present = known || has(row, MonitorColumn.TARGET_RSS_BYTES);
    if (gone == null && last != null && !known) {
      gone = row;
    }
    if (gone != null && present) {
      add(row.epochSecond() - gone.epochSecond());
      gone = null;
      last = null;
    }
    if (known) {
      last = row;
    }
  }

  private static boolean has(Row<MonitorColumn> row, MonitorColumn column) {
    return !Double.isNaN(row.get(column));
  }

  private void add(Long backAfterSeconds) {
    long millis = gone.epochSecond() * 1_000;
    List<OverTime.Deaths> deaths = DeathsAround.of(run, millis);
    OverTime.TargetEnd end =
        new OverTime.TargetEnd(
            source,
            millis,
            backAfterSeconds,
            number(MonitorColumn.TARGET_CPU_PERCENT),
            whole(MonitorColumn.TARGET_RSS_BYTES),
            whole(MonitorColumn.TARGET_THREADS),
            whole(MonitorColumn.TARGET_FD_USED),
            deaths,
            "");
    ends.add(TargetEndText.on(end));
  }

  private Double number(MonitorColumn column) {
    return has(last, column) ? last.get(column) : null;
  }

  private Long whole(MonitorColumn column) {
    return has(last, column) ? Long.valueOf(Math.round(last.get(column))) : null;
  }
}
