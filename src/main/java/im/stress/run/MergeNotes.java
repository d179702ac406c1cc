package im.stress.run;

import im.stress.model.RunState;
import im.stress.record.FileNames;
import im.stress.record.MachineEnd;
import im.stress.record.ShardCounts;
import im.stress.record.ShardId;
import im.stress.text.TimeText;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.LongSummaryStatistics;
import java.util.Optional;
import java.util.stream.Collectors;

/** What the reader of a merged report should know of its machines, one line each. */
final class MergeNotes {
  /** Machines that were started together begin within a second of each other. */
  private static final long TOGETHER_MILLIS = 1_000;

  private final List<MachineFolder> machines;
  private final List<String> notes = new ArrayList<>();

  private MergeNotes(List<MachineFolder> machines) {
    this.machines = machines;
  }

  /** Of these machines, where some may be missing. */
  static List<String> of(List<MachineFolder> machines, List<Integer> missing) throws IOException {
    MergeNotes notes = new MergeNotes(machines);
    notes.missing(missing);
    notes.users();
    notes.sharedUsers();
    notes.starts();
    for (MachineFolder machine : machines) {
      notes.end(machine);
    }
    return notes.notes;
  }

  private void missing(List<Integer> missing) {
    if (!missing.isEmpty()) {
      notes.add(
          ("machine %s is missing (--allow-missing): its users are in no figure, and what was sent"
                  + " to them by mistake counts as lost")
              .formatted(MergeChecks.text(missing)));
    }
  }

  private void users() {
    if (machines.stream().mapToInt(MachineFolder::users).distinct().count() > 1) {
      notes.add(
          "the machines have different numbers of users: "
              + machines.stream()
                  .map(machine -> "machine %d %d".formatted(machine.id(), machine.users()))
                  .collect(Collectors.joining(", ")));
    }
  }

  /** Machine k owns the users from k times its number of users on: of two numbers, two ranges. */
  private void sharedUsers() {
    for (int i = 1; i < machines.size(); i++) {
      MachineFolder one = machines.get(i - 1);
      MachineFolder other = machines.get(i);
      long end = (one.id() + 1L) * one.users();
      long first = (long) other.id() * other.users();
      if (first < end) {
        notes.add(
            ("users %d to %d were on machine %d and on machine %d, since these have different"
                    + " numbers of users: what is told of their messages may be wrong")
                .formatted(first, end - 1, one.id(), other.id()));
      }
    }
  }

  private void starts() throws IOException {
    List<Long> starts = new ArrayList<>();
    for (MachineFolder machine : machines) {
      for (ShardId shard : machine.shards()) {
        counts(machine, shard)
            .map(counts -> counts.progress().startEpochMillis())
            .filter(millis -> millis > 0)
            .ifPresent(starts::add);
      }
    }
    LongSummaryStatistics span = starts.stream().mapToLong(Long::longValue).summaryStatistics();
    if (span.getCount() > 0 && span.getMax() - span.getMin() > TOGETHER_MILLIS) {
      notes.add(
          "the ramps of the machines began %s apart, by their own clocks: START_AT lets them begin"
                  .formatted(TimeText.text(Duration.ofMillis(span.getMax() - span.getMin())))
              + " together");
    }
  }

  private static Optional<ShardCounts> counts(MachineFolder machine, ShardId shard)
      throws IOException {
    return ShardCounts.read(shard.folder(machine.input()).resolve(FileNames.COUNTS));
  }

  /** How each process ended, of a machine that did not come to its end in order. */
  private void end(MachineFolder machine) throws IOException {
    Optional<MachineEnd> end = MachineEnd.read(machine.path());
    List<String> states = new ArrayList<>();
    boolean allFinished = true;
    for (ShardId shard : machine.shards()) {
      Optional<RunState> state = counts(machine, shard).map(counts -> counts.progress().state());
      states.add("shard-" + shard.shard() + " " + text(state));
      allFinished &= state.equals(Optional.of(RunState.FINISHED));
    }
    if (end.isEmpty() || !allFinished) {
      notes.add(
          "machine-%d %s; its processes: %s"
              .formatted(
                  machine.id(),
                  end.isEmpty()
                      ? "left no " + FileNames.END + " (was it killed before its report?)"
                      : "did not end in order",
                  String.join(", ", states)));
    }
  }

  private static String text(Optional<RunState> state) {
    return state.map(MergeNotes::text).orElse("left no counts");
  }

  private static String text(RunState state) {
    return state.ended() ? state.toString() : "was killed while it ran";
  }
}
