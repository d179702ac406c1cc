package im.stress.report;

import im.stress.model.Cause;
import im.stress.model.Counter;
import im.stress.model.Death;
import im.stress.model.DeathTally;
import im.stress.record.RunData;
import im.stress.record.ShardCounts;
import im.stress.text.TimeText;
import java.util.List;
import java.util.Optional;
import java.util.function.ToLongBiFunction;
import java.util.stream.LongStream;

/** A run in which every user was lost, or none ever came: nothing it measured is a success. */
final class AllLost {

  /** From here on, minutes are easier to read. */
  private static final long LONG_SECONDS = 600;

  private final RunData run;
  private final List<ShardCounts> counts;

  private AllLost(RunData run) {
    this.run = run;
    this.counts = run.shards().stream().flatMap(shard -> shard.counts().stream()).toList();
  }

  /**
   * One line with the time of the last loss, from the start of the ramp; empty when somebody was
   * online at the end, or when a process died, whose users were lost by us.
   */
  static Optional<String> of(RunData run, Optional<Attendance> attendance) {
    AllLost lost = new AllLost(run);
    return attendance
        .filter(Attendance::nobodyAtTheEnd)
        .filter(nobody -> lost.counts.stream().allMatch(ShardCounts::ended))
        .map(
            nobody ->
                nobody.total().userMillisOnline() == 0
                    ? "none of %s users came online before the end"
                        .formatted(Format.count(nobody.users()))
                    : lost.line(nobody.users()));
  }

  private String line(long users) {
    long first = losses((shard, kind) -> seconds(shard, kind.firstEpochMillis())).min().orElse(0);
    long last = losses((shard, kind) -> seconds(shard, kind.lastEpochMillis())).max().orElse(0);
    long end =
        counts.stream().mapToLong(c -> seconds(c, c.progress().leaveEpochMillis())).max().orElse(0);
    return "all %s lost %s %s, %s before the end%s"
        .formatted(
            who(users),
            last - first > 1 ? "by" : "at",
            TimeText.clock(last),
            length(Math.max(0, end - last)),
            byStorm() ? ": cut by im.storm" : "");
  }

  private String who(long users) {
    Long online = run.count(Counter.USERS_LOGGED_IN);
    return online == null || online == users
        ? Format.count(users) + " users"
        : Format.count(online) + " users who came online were";
  }

  /** Of users who were online; a failed attempt to come back is no loss. */
  private LongStream losses(ToLongBiFunction<ShardCounts, DeathTally> time) {
    return counts.stream()
        .flatMapToLong(
            shard ->
                shard.deaths().stream()
                    .filter(AllLost::wasOnline)
                    .mapToLong(kind -> time.applyAsLong(shard, kind)));
  }

  private static boolean wasOnline(DeathTally deaths) {
    return deaths.kind().phase() == Death.Phase.ONLINE;
  }

  private static long seconds(ShardCounts shard, long epochMillis) {
    return (epochMillis - shard.progress().startEpochMillis()) / 1_000;
  }

  private static String length(long seconds) {
    return seconds < LONG_SECONDS ? seconds + " s" : seconds / 60 + " min";
  }

  private boolean byStorm() {
    return run.deaths().stream()
        .filter(AllLost::wasOnline)
        .allMatch(deaths -> Cause.STORM.matches(deaths.kind().cause()));
  }
}
