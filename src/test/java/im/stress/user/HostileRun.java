package im.stress.user;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import im.stress.report.Summary;
import im.stress.server.HostileServer;
import im.stress.server.Peer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * A short run of a few users against a {@link HostileServer}, with more users than it has victims.
 */
final class HostileRun {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Path folder;
  private final HostileServer server;
  private final TestUsers users;

  HostileRun(Path folder, HostileServer server, int users) {
    this.folder = folder;
    this.server = server;
    this.users =
        new TestUsers(folder, server.port())
            .set("users", String.valueOf(users))
            .set("ramp-up", "100ms")
            .set("duration", "700ms")
            .set("run.grace", "300ms")
            .set("message.interval", "50ms")
            .set("message.ack-timeout", "10s")
            .set("heartbeat.interval", "100ms")
            .set("heartbeat.timeout", "10s")
            .set("heartbeat.max-missed", "0")
            .set("login.timeout", "700ms")
            .set("connection.handshake-timeout", "700ms");
  }

  HostileRun set(String key, String value) {
    users.set(key, value);
    return this;
  }

  Summary run() throws IOException, InterruptedException {
    try (server) {
      return users.run();
    }
  }

  /** Stops the run early, as Ctrl-C does. */
  void interrupt() {
    users.interrupt();
  }

  /** What {@code deaths.jsonl} says of the connection; a user without a line there was not lost. */
  JsonNode deathOf(Peer peer) throws IOException {
    List<JsonNode> lines =
        lines("deaths.jsonl").stream()
            .filter(line -> line.path("user").asText().equals(peer.uid()))
            .toList();
    if (lines.size() != 1) {
      throw new AssertionError("expected one death of " + peer.uid() + ", got " + lines);
    }
    return lines.get(0);
  }

  /** The samples of messages and frames that went wrong. */
  List<JsonNode> samples() throws IOException {
    return lines("ledger-samples.jsonl");
  }

  List<JsonNode> deaths() throws IOException {
    return lines("deaths.jsonl");
  }

  private List<JsonNode> lines(String file) throws IOException {
    Path path = folder.resolve("machine-0/shard-0").resolve(file);
    return Files.readAllLines(path).stream().map(HostileRun::parsed).toList();
  }

  private static JsonNode parsed(String line) {
    try {
      return JSON.readTree(line);
    } catch (IOException e) {
      throw new AssertionError("no JSON: " + line, e);
    }
  }

  /** The sum over the kinds of deaths. */
  static long dead(Summary summary) {
    return summary.connections().deaths().stream().mapToLong(Summary.Death::count).sum();
  }
}
