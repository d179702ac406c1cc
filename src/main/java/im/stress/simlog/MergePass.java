package im.stress.simlog;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Reads every input once: writes all records but those of users, collects these, ends the users who
 * never ended, writes all users, and notes what is wrong with the inputs. Not thread-safe.
 */
final class MergePass {
  private final UserEvents users = new UserEvents();
  private final List<String> warnings = new ArrayList<>();

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

  void copy(MergedRun merged, SimulationLogWriter writer) throws IOException {
    warnings.addAll(merged.warnings());
    for (MergeSource source : merged.sources()) {
      copy(source, merged.run().scenarios().size(), writer);
    }
    users.sort();
    for (int i = 0; i < users.size(); i++) {
      writer.write(users.get(i));
    }
  }

  /** One line each. */
  List<String> warnings() {
    return List.copyOf(warnings);
  }

  private void copy(MergeSource source, int scenarios, SimulationLogWriter writer)
      throws IOException {
    int[] active = new int[scenarios];
    int lastMillis = 0;
    boolean empty = true;
    try (SimulationLogReader reader = SimulationLogReader.open(source.log())) {
      for (var next = reader.next(); next.isPresent(); next = reader.next()) {
        LogRecord record = source.move(next.get());
        lastMillis = Math.max(lastMillis, record.endMillis());
        empty = false;
        if (record instanceof LogRecord.User user) {
          users.add(user);
          active[user.scenarioIndex()] += user.started() ? 1 : -1;
        } else {
          writer.write(record);
        }
      }
      noteTorn(source.log(), reader.tornAt());
    }
    if (empty) {
      noteEmpty(source.log());
    }
    endActive(source.log(), active, lastMillis);
  }

  /** A user without an end would stay on the chart of active users to the end of the run. */
  private void endActive(Path log, int[] active, int lastMillis) {
    long ended = 0;
    for (int scenario = 0; scenario < active.length; scenario++) {
      for (int i = 0; i < active[scenario]; i++) {
        users.add(new LogRecord.User(scenario, false, lastMillis));
        ended++;
      }
      if (active[scenario] < 0) {
        warnings.add("%s: %d users ended who never started".formatted(log, -active[scenario]));
      }
    }
    if (ended > 0) {
      warnings.add("%s: %d users never ended; ended at its last record".formatted(log, ended));
    }
  }

  private void noteTorn(Path log, OptionalLong tornAt) throws IOException {
    if (tornAt.isPresent()) {
      warnings.add(
          ("%s: holds half a record (was its writer killed, or its disk full?);"
                  + " the %d bytes from byte %d on are left out")
              .formatted(log, Files.size(log) - tornAt.getAsLong(), tornAt.getAsLong()));
    }
  }

  private void noteEmpty(Path log) {
    warnings.add(log + ": holds no records");
  }
}
