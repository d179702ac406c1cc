package im.stress.report;

import im.stress.model.Death;
import im.stress.model.MonitorColumn;
import im.stress.model.Row;
import java.util.ArrayList;
import java.util.List;

/** Whether a target died in a run, by what its users and its monitors saw. No state. */
final class CompareDeaths {
  /** A process that was not seen so long before the end of the run has ended. */
  private static final int GONE_ROWS = 3;

  private CompareDeaths() {}

  /** Why nothing that this target did can be ranked, one line for each kind; none when it lived. */
  static List<String> of(ComparedTarget target) {
    List<String> reasons = new ArrayList<>();
    String lost = target.names(CompareDeaths::lostAll);
    if (!lost.isEmpty()) {
      reasons.add(
          "%s died or lost all its users before the end, in %s: what it did before says nothing of what it can do"
              .formatted(target.name(), lost));
    }
    for (FinishedRun run : target.runs()) {
      List<OverTime.TargetEnd> ends = ends(run);
      if (!lostAll(run) && !ends.isEmpty()) {
        reasons.add(
            "%s died in %s: %s%s: a target that dies can't be ranked"
                .formatted(target.name(), run.name(), ends.get(0).text(), more(run)));
      }
    }
    String gone = target.names(run -> !lostAll(run) && wasGone(run));
    if (!gone.isEmpty()) {
      reasons.add(
          "the process of %s was gone before the end, in %s: a target that dies can't be ranked"
              .formatted(target.name(), gone));
    }
    return reasons;
  }

  /** As often as the first watcher saw it: others may have seen the same. */
  private static String more(FinishedRun run) {
    OverTime overTime = run.summary().overTime();
    String watcher = overTime.targetEnds().get(0).source();
    long told = overTime.targetEnds().stream().filter(end -> end.source().equals(watcher)).count();
    boolean cut = overTime.moreTargetEnds() != null && overTime.moreTargetEnds() > 0;
    return told == 1 && !cut
        ? ""
        : "; it ended " + Format.count(told) + (cut ? " times or more" : " times in all");
  }

  /**
   * As many lost their connection while they were online as had ever come. A connect that failed or
   * a login that was refused took nobody away.
   */
  private static boolean lostAll(FinishedRun run) {
    Summary.Connections connections = run.summary().connections();
    Long loggedIn = run.summary().users().loggedIn();
    if (connections == null || loggedIn == null || loggedIn == 0) {
      return false;
    }
    long lost =
        connections.deaths().stream()
            .filter(death -> death.phase() == Death.Phase.ONLINE)
            .mapToLong(Summary.Death::count)
            .sum();
    boolean cameBack = connections.reconnected() != null && connections.reconnected() > 0;
    return lost >= loggedIn && !cameBack;
  }

  private static List<OverTime.TargetEnd> ends(FinishedRun run) {
    return run.summary().overTime() == null ? List.of() : run.summary().overTime().targetEnds();
  }

  /** The same of a run by an older version, whose summary does not say when a process ended. */
  private static boolean wasGone(FinishedRun run) {
    List<Row<MonitorColumn>> rows = run.monitor().rows();
    boolean seen = run.monitor().values(MonitorColumn.TARGET_RSS_BYTES).findAny().isPresent();
    return run.summary().overTime() == null
        && seen
        && rows.size() > GONE_ROWS
        && rows.subList(rows.size() - GONE_ROWS, rows.size()).stream()
            .allMatch(row -> Double.isNaN(row.get(MonitorColumn.TARGET_RSS_BYTES)));
  }
}
