package im.stress.server;

import im.stress.config.ServerSettings;
import im.stress.config.ServerSettings.Architecture;
import im.stress.config.ServerSettings.Http;
import im.stress.config.ServerSettings.Limits;
import im.stress.config.ServerSettings.Protocol;
import im.stress.config.ServerSettings.Spoken;
import im.stress.config.ServerSettings.Tcp;
import im.stress.config.ServerSettings.TcpFraming;
import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;

/** Servers on a free port of this machine, for tests. */
final class TestServer {
  static final int MAX_FRAME_BYTES = 4096;
  static final int MAX_QUEUED_BYTES = 65_536;
  static final int MAX_USERS = 50;

  private TestServer() {}

  static ImServer withFaults(String... faults) {
    return ImServer.start(settings(Duration.ZERO, faults));
  }

  /** With its TCP port open. */
  static ImServer withTcp(TcpFraming framing, boolean registrationRequired, String... faults) {
    Tcp tcp = new Tcp(OptionalInt.of(0), framing, registrationRequired);
    return ImServer.start(settings(0, tcp, Duration.ZERO, faults));
  }

  /** On this port. */
  static ServerSettings at(int port) {
    return settings(port, Tcp.CLOSED, Duration.ZERO);
  }

  /** One that speaks {@code im-connect}, with larger frames than that allows. */
  static ImServer imConnect(Duration idleTimeout, List<Duration> repeats, String... faults) {
    Limits limits = new Limits(idleTimeout, 65_536, MAX_USERS, MAX_QUEUED_BYTES);
    return ImServer.start(
        new ServerSettings(
            "127.0.0.1",
            0,
            new Spoken(Protocol.IM_CONNECT, Tcp.CLOSED, Http.CLOSED),
            limits,
            7,
            List.of(faults)),
        repeats);
  }

  /** With the chat room on its HTTP port. */
  static ImServer withChatRoom(Architecture architecture, boolean keepAlive, String... faults) {
    return ImServer.start(chatRoom(0, architecture, keepAlive, faults));
  }

  /** The same on this HTTP port. */
  static ServerSettings chatRoom(
      int httpPort, Architecture architecture, boolean keepAlive, String... faults) {
    Http http = new Http(OptionalInt.of(httpPort), architecture, keepAlive);
    return new ServerSettings(
        "127.0.0.1",
        0,
        new Spoken(Protocol.JSON, Tcp.CLOSED, http),
        new Limits(Duration.ZERO, MAX_FRAME_BYTES, MAX_USERS, MAX_QUEUED_BYTES),
        7,
        List.of(faults));
  }

  static ServerSettings settings(Duration idleTimeout, String... faults) {
    return settings(0, Tcp.CLOSED, idleTimeout, faults);
  }

  private static ServerSettings settings(
      int port, Tcp tcp, Duration idleTimeout, String... faults) {
    Limits limits = new Limits(idleTimeout, MAX_FRAME_BYTES, MAX_USERS, MAX_QUEUED_BYTES);
    return new ServerSettings("127.0.0.1", port, tcp, limits, 7, List.of(faults));
  }
}
