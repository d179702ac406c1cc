package im.stress.server;

import im.stress.config.ServerSettings;
import java.time.Duration;
import java.util.List;

/** Servers on a free port of this machine, for tests. */
final class TestServer {
  static final int MAX_FRAME_BYTES = 4096;
  static final int MAX_QUEUED_BYTES = 65_536;
  static final int MAX_USERS = 50;

  private TestServer() {}

  static ImServer withFaults(String... faults) {
    return ImServer.start(settings(Duration.ZERO, faults));
  }

  static ServerSettings settings(Duration idleTimeout, String... faults) {
    return new ServerSettings(
        "127.0.0.1",
        0,
        idleTimeout,
        MAX_FRAME_BYTES,
        MAX_USERS,
        MAX_QUEUED_BYTES,
        7,
        List.of(faults));
  }
}
