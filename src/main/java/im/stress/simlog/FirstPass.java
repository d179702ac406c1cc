package im.stress.simlog;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Reads every input once before anything is written: collects the users, counts all records, ends
 * the users who never ended, and notes what is wrong with the inputs. Not thread-safe.
 */
final class FirstPass {
  private final UserEvents users = new UserEvents();
  private final LogTally tally = new LogTally();
  private final List<MergeResult.TornInput> torn = new ArrayList<>();
  private final List<Path> empty = new ArrayList<>();
  private final List<String> warnings = new ArrayList<>();
  private long endedByMerge;

  /** The inputs that have a Run record; the others are noted as empty. */
  List<MergedRun.Head> readHeads(List<MergeInput> inputs) throws IOException {
    List<MergedRun.Head> heads = new ArrayList<>();
    for (MergeInput input : inputs) {
      try (SimulationLogReader reader = SimulationLogReader.open(input.log())) {
        Optional<LogRecord.Run> run = reader.run();
        if (run.isPresent()) {
          heads.add(new MergedRun.Head(input, run.get()));
        } else {
          noteTorn(input.log(), reader.tornAt());
          noteEmpty(input.log());
        }
      }
    }
    return heads;
  }

  void read(MergedRun merged) throws IOException {
    warnings.addAll(merged.warnings());
    for (MergeSource source : merged.sources()) {
      read(source, merged.run().scenarios().size());
    }
    users.sort();
  }

  UserEvents users() {
    return users;
  }

  MergeResult result(boolean written) {
    return new MergeResult(
        written,
        tally.counts(),
        endedByMerge,
        List.copyOf(torn),
        List.copyOf(empty),
        List.copyOf(warnings));
  }

  private void read(MergeSource source, int scenarios) throws IOException {
    int[] active = new int[scenarios];
    int lastMillis = 0;
    long before = tally.counts().total();
    try (SimulationLogReader reader = SimulationLogReader.open(source.log())) {
      for (var next = reader.next(); next.isPresent(); next = reader.next()) {
        LogRecord record = source.move(next.get());
        lastMillis = Math.max(lastMillis, record.endMillis());
        tally.add(record);
        if (record instanceof LogRecord.User user) {
          users.add(user);
          active[user.scenarioIndex()] += user.started() ? 1 : -1;
        }
      }
      noteTorn(source.log(), reader.tornAt());
    }
    if (tally.counts().total() == before) {
      noteEmpty(source.log());
    }
    endActive(source.log(), active, lastMillis);
  }

  /** A user without an end would stay on the chart of active users to the end of the run. */
  private void endActive(Path log, int[] active, int lastMillis) {
    long ended = 0;
    for (int scenario = 0; scenario < active.length; scenario++) {
      for (int i = 0; i < active[scenario]; i++) {
        LogRecord.User end = new LogRecord.User(scenario, false, lastMillis);
        users.add(end);
        tally.add(end);
        ended++;
      }
      if (active[scenario] < 0) {
        warnings.add("%s: %d users ended who never started".formatted(log, -active[scenario]));
      }
    }
    if (ended > 0) {
      warnings.add("%s: %d users never ended; ended at its last record".formatted(log, ended));
      endedByMerge += ended;
    }
  }

  private void noteTorn(Path log, OptionalLong tornAt) throws IOException {
    if (tornAt.isPresent()) {
      long offset = tornAt.getAsLong();
      long dropped = Files.size(log) - offset;
      torn.add(new MergeResult.TornInput(log, offset, dropped));
      warnings.add(
          ("%s: holds half a record (was its writer killed, or its disk full?);"
                  + " the %d bytes from byte %d on are left out")
              .formatted(log, dropped, offset));
    }
  }

  private void noteEmpty(Path log) {
    empty.add(log);
    warnings.add(log + ": holds no records");
  }
}
