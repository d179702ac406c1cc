package im.stress.report;

import im.stress.config.LoadSettings;
import im.stress.model.TimeOnline;
import im.stress.record.RunData;
import im.stress.record.ShardCounts;
import java.util.List;
import java.util.Optional;

/**
 * How many users should have been online and how many were, over all processes.
 *
 * @param users how many were asked for, over all machines
 * @param total their sums; users of a process that left no counts were never online
 */
record Attendance(long users, TimeOnline total) {

  /** Of this run; empty when no process left counts. */
  static Optional<Attendance> of(RunData run, LoadSettings load, long users) {
    List<ShardCounts> counts = run.shards().stream().flatMap(s -> s.counts().stream()).toList();
    long missing = users - counts.stream().mapToLong(ShardCounts::users).sum();
    return counts.stream()
        .flatMap(shard -> present(shard).stream())
        .reduce(TimeOnline::plus)
        .map(known -> new Attendance(users, known.plus(neverCame(Math.max(0, missing), load))));
  }

  private static Optional<TimeOnline> present(ShardCounts counts) {
    return Optional.ofNullable(counts.presence())
        .map(presence -> counts.ended() ? presence : presence.withNobodyOnline());
  }

  /** On average a user comes in the middle of the ramp. */
  private static TimeOnline neverCame(long users, LoadSettings load) {
    long millisEach = load.duration().plus(load.rampUp().dividedBy(2)).toMillis();
    return new TimeOnline(users, 0, users * millisEach, 0);
  }

  /** Time online / time planned, 0 to 1; null when nothing was planned. */
  Double ratio() {
    return total.userMillisPlanned() <= 0
        ? null
        : Math.min(1, (double) total.userMillisOnline() / total.userMillisPlanned());
  }

  /** Whether nobody was online at the end, though all should have been. */
  boolean nobodyAtTheEnd() {
    return users > 0 && total.usersPlanned() == users && total.usersOnline() == 0;
  }

  /** How many were missing at the end, for people; empty when nobody was. */
  Optional<String> missingAtTheEnd() {
    long missing = total.usersPlanned() - total.usersOnline();
    return missing <= 0
        ? Optional.empty()
        : Optional.of(
            "%s of %s users were not online at the end"
                .formatted(Format.count(missing), Format.count(users)));
  }
}
