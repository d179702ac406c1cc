package im.stress.measure;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.Base64;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.AbstractHistogram;

/**
 * {@code counts.json}: all counters and deaths so far, replaced as a whole, so that a reader (or a
 * killed process) never sees half of it. Recorder thread only.
 */
final class CountsFile {
  private final ObjectMapper json = new ObjectMapper();
  private final Path file;
  private final Path fresh;
  private final ShardFacts facts;

  CountsFile(Path file, ShardFacts facts) {
    this.file = file;
    this.fresh = file.resolveSibling(file.getFileName() + ".new");
    this.facts = facts;
  }

  void replace(ShardMeasure measure, ShardState state) throws IOException {
    ObjectNode root = json.createObjectNode();
    putFacts(root);
    putState(root, state);
    root.put("endEpochMillis", measure.clock().epochMillis());
    root.put("peakOnline", measure.presence().peakOnline());
    putPresence(root.putObject("presence"), measure.presence().snapshot(System.nanoTime()));
    ObjectNode counters = root.putObject("counters");
    for (Counter counter : Counter.values()) {
      counters.put(counter.key(), measure.total(counter));
    }
    putDeaths(root.putArray("deaths"), measure.deaths());
    measure.standstills().longest().ifPresent(longest -> putStandstills(root, measure, longest));
    if (measure.storm().begun()) {
      putStorm(root.putObject("storm"), measure.storm());
    }
    Files.write(fresh, json.writeValueAsBytes(root));
    Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  private void putFacts(ObjectNode root) {
    root.put("schema", 1);
    root.put("machine", facts.machine());
    root.put("shard", facts.shard());
    root.put("shards", facts.shards());
    root.put("firstUser", facts.firstUser());
    root.put("users", facts.users());
    ArrayNode measures = root.putArray("measures");
    facts.measures().forEach(measures::add);
  }

  private static void putState(ObjectNode root, ShardState state) {
    root.put("state", state.state());
    if (!state.failure().isEmpty()) {
      root.put("failure", state.failure());
    }
    if (!state.warnings().isEmpty()) {
      state.warnings().forEach(root.putArray("warnings")::add);
    }
    root.put("startEpochMillis", state.startEpochMillis());
    root.put("fullLoadEpochMillis", state.fullLoadEpochMillis());
    root.put("leaveEpochMillis", state.leaveEpochMillis());
  }

  private static void putStandstills(
      ObjectNode root, ShardMeasure measure, StandstillLog.Standstill longest) {
    ObjectNode node = root.putObject("standstills");
    node.put("count", measure.standstills().count());
    putStandstill(node.putObject("longest"), measure.clock(), longest);
    ArrayNode first = node.putArray("first");
    measure
        .standstills()
        .first()
        .forEach(standstill -> putStandstill(first.addObject(), measure.clock(), standstill));
  }

  private static void putStandstill(
      ObjectNode node, EpochClock clock, StandstillLog.Standstill standstill) {
    node.put("epochMillis", clock.epochMillis(standstill.startNanos()));
    node.put("millis", TimeUnit.NANOSECONDS.toMillis(standstill.lengthNanos()));
  }

  private static void putPresence(ObjectNode node, Presence.Snapshot presence) {
    node.put("usersPlanned", presence.usersPlanned());
    node.put("usersOnline", presence.usersOnline());
    node.put("userMillisPlanned", presence.userMillisPlanned());
    node.put("userMillisOnline", presence.userMillisOnline());
  }

  private static void putDeaths(ArrayNode deaths, DeathLog log) {
    log.tallies()
        .forEach(
            (kind, tally) -> {
              ObjectNode death = deaths.addObject();
              death.put("phase", kind.phase().key());
              death.put("cause", kind.cause());
              death.put("code", kind.code());
              death.put("reason", kind.reason());
              death.put("count", tally.count);
              death.put("firstEpochMillis", tally.firstEpochMillis);
              death.put("lastEpochMillis", tally.lastEpochMillis);
              death.put("sinceSentMillis", encoded(tally.sinceSentMillis));
              death.put("ageMillis", encoded(tally.ageMillis));
            });
  }

  /** Only what can be added to that of other processes; the merge makes the percentiles. */
  private static void putStorm(ObjectNode node, StormMeasure storm) {
    node.put("beginEpochMillis", storm.beginEpochMillis());
    node.put("cut", storm.cutConnections());
    node.put("untilBackMillis", encoded(storm.untilBackMillis()));
    node.put("loginMicros", encoded(storm.loginMicros()));
    ObjectNode connects = node.putObject("connectsByEpochSecond");
    storm
        .connectsByEpochSecond()
        .forEach((second, count) -> connects.put(Long.toString(second), count));
    node.put("secondWaveDeaths", storm.secondWaveDeaths());
  }

  private static String encoded(AbstractHistogram histogram) {
    ByteBuffer buffer = ByteBuffer.allocate(histogram.getNeededByteBufferCapacity());
    int length = histogram.encodeIntoCompressedByteBuffer(buffer);
    return Base64.getEncoder().encodeToString(Arrays.copyOf(buffer.array(), length));
  }
}
