package im.stress.cli;

import im.stress.config.SettingsLoader;
import im.stress.config.SettingsSources;
import im.stress.gatling.GatlingEngine;
import im.stress.model.Counter;
import im.stress.record.FileNames;
import im.stress.record.MachineEnd;
import im.stress.record.ShardFolder;
import im.stress.record.ShardId;
import im.stress.simlog.LogRecord;
import im.stress.simlog.SimulationLogWriter;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a machine left of a run, written as the machine writes it: 100 users who wrote 40 messages
 * in a process that came to its end in order, unless a test says otherwise.
 */
final class MachineResults {
  static final int REQUESTS = 5;

  /** Its only process. */
  final ShardFolder shard;

  final Path folder;
  private final int machine;
  private final Map<String, String> settings = new LinkedHashMap<>();
  private String gatling = GatlingEngine.version();
  private Optional<MachineEnd> end = Optional.of(new MachineEnd(false, List.of(), List.of()));

  MachineResults(Path folder, int machine) {
    this.folder = folder;
    this.machine = machine;
    this.shard = new ShardFolder(folder, machine, 0).gatling(gatling);
    settings.put("im.run.id", "night");
    settings.put("im.machine.id", Integer.toString(machine));
    settings.put("im.target.url", "ws://gw:10001/websocket");
    settings.put("im.thresholds", "success.connect >= 0.99, messages.lost <= 0");
    counters().forEach(shard::count);
    shard.start(ShardFolder.START * 1_000);
    shard.presence(100, 100, 1_000, 1_000);
    shard.second(0, 100, 40, 40, 40, 0);
  }

  private static Map<Counter, Long> counters() {
    return Map.of(
        Counter.USERS_CONNECTED, 100L,
        Counter.USERS_LOGGED_IN, 100L,
        Counter.CONNECTS_ATTEMPTED, 100L,
        Counter.CONNECTS_OPENED, 100L,
        Counter.MESSAGES_INTENDED, 40L,
        Counter.MESSAGES_SENT, 40L,
        Counter.MESSAGES_ACKED, 40L,
        Counter.MESSAGES_DELIVERED, 40L);
  }

  MachineResults set(String key, String value) {
    settings.put("im." + key, value);
    return this;
  }

  MachineResults ended(boolean interrupted, List<String> clientLimits, List<String> failures) {
    end = Optional.of(new MachineEnd(interrupted, clientLimits, failures));
    return this;
  }

  /** Its runner left no word of its end. */
  MachineResults killed() {
    end = Optional.empty();
    return this;
  }

  /** Its log is of another version. */
  MachineResults logOf(String version) {
    gatling = version;
    return this;
  }

  Path write() throws IOException {
    Path own = shard.write();
    SettingsLoader.load(new SettingsSources(settings, List.of(), Map.of(), Optional.empty()))
        .writeTo(own.resolve(FileNames.SETTINGS));
    writeLog(own.resolve(FileNames.SIMULATION_LOG));
    if (end.isPresent()) {
      end.get().write(ShardId.machineFolder(folder, machine));
    }
    return folder;
  }

  private void writeLog(Path log) throws IOException {
    LogRecord.Run run =
        new LogRecord.Run(
            gatling,
            "im.stress.Any",
            ShardFolder.START * 1_000 + machine,
            "",
            List.of("im"),
            List.of());
    try (SimulationLogWriter writer = SimulationLogWriter.create(log, run)) {
      for (LogRecord record : records()) {
        writer.write(record);
      }
    }
  }

  private static List<LogRecord> records() {
    List<LogRecord> records = new ArrayList<>();
    records.add(new LogRecord.User(0, true, 0));
    for (int i = 0; i < REQUESTS; i++) {
      records.add(new LogRecord.Request(List.of(), "message ack", i, i + 7, true, ""));
    }
    records.add(new LogRecord.User(0, false, 100));
    return records;
  }
}
