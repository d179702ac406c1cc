package im.stress.run;

import im.stress.model.RunState;
import im.stress.record.FileNames;
import im.stress.record.MachineEnd;
import im.stress.record.ShardCounts;
import im.stress.record.ShardId;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.LongSummaryStatistics;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

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
    for (int i = 0; i < machines.size(); i++) {
      for (MachineFolder other : machines.subList(i + 1, machines.size())) {
        sharedUsers(machines.get(i), other);
      }
    }
  }

  private void sharedUsers(MachineFolder one, MachineFolder other) {
    long first = Math.max(firstUser(one), firstUser(other));
    long end = Math.min(firstUser(one) + one.users(), firstUser(other) + other.users());
    if (first < end) {
      notes.add(
          ("users %d to %d were on machine %d and on machine %d, since these have different"
                  + " numbers of users: what is told of their messages may be wrong")
              .formatted(first, end - 1, one.id(), other.id()));
    }
  }

  private static long firstUser(MachineFolder machine) {
    return machine.settings().settings().firstUser();
  }

  private void starts() throws IOException {
    LongSummaryStatistics starts = new LongSummaryStatistics();
    for (MachineFolder machine : machines) {
      start(machine).ifPresent(starts);
    }
    long apart = starts.getMax() - starts.getMin();
    if (starts.getCount() > 0 && apart > TOGETHER_MILLIS) {
      notes.add(
          String.format(
              Locale.ROOT,
              "the ramps of the machines began %.1f s apart, by their own clocks: START_AT lets them"
                  + " begin together",
              apart / 1_000.0));
    }
  }

  /** When its first process let its users come; empty when none came to that. */
  private static OptionalLong start(MachineFolder machine) throws IOException {
    LongStream.Builder starts = LongStream.builder();
    for (ShardId shard : machine.shards()) {
      counts(machine, shard).ifPresent(counts -> starts.add(counts.progress().startEpochMillis()));
    }
    return starts.build().filter(millis -> millis > 0).min();
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
    return state == RunState.RUNNING ? "was killed while it ran" : state.toString();
  }
}
