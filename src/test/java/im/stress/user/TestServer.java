package im.stress.user;

import im.stress.config.ServerSettings;
import im.stress.server.ImServer;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;

/** The embedded server on a free port, with faults. */
public final class TestServer {
  private TestServer() {}

  /** Never closes an idle connection. */
  public static ImServer with(String... faults) throws IOException {
    return idleAfter(Duration.ZERO, faults);
  }

  /** On this address and port. */
  public static ImServer at(String bind, int port) {
    return start(bind, port, ServerSettings.Tcp.CLOSED, Duration.ZERO);
  }

  /** Closes a connection from which nothing came for this long. */
  public static ImServer idleAfter(Duration idleTimeout, String... faults) throws IOException {
    return start("127.0.0.1", 0, ServerSettings.Tcp.CLOSED, idleTimeout, faults);
  }

  /** With the TCP chat server on a port of its own. */
  public static ImServer withTcp(String... faults) {
    return withTcp(ServerSettings.TcpFraming.JSON, false, faults);
  }

  /** The same with a newline after each object. */
  public static ImServer withTcpLines(String... faults) {
    return withTcp(ServerSettings.TcpFraming.LINES, false, faults);
  }

  /** With the TCP chat server on a port of its own, for users who have registered. */
  public static ImServer withTcpRegistration() {
    return withTcp(ServerSettings.TcpFraming.JSON, true);
  }

  /** Speaks {@code im-connect}. */
  public static ImServer imConnect(String... faults) {
    return ImServer.start(
        new ServerSettings(
            "127.0.0.1",
            0,
            new ServerSettings.Spoken(
                ServerSettings.Protocol.IM_CONNECT,
                ServerSettings.Tcp.CLOSED,
                ServerSettings.Http.CLOSED),
            new ServerSettings.Limits(Duration.ZERO, 65_536, 100_000, 262_144),
            1,
            List.of(faults)));
  }

  /** With the HTTP chat room on a port of its own, which closes after each answer. */
  public static ImServer withChatRoom(ServerSettings.Architecture architecture, String... faults) {
    return chatRoom(architecture, false, faults);
  }

  /** The same, which keeps connections. */
  public static ImServer withKeptConnectionsOfChatRoom(
      ServerSettings.Architecture architecture, String... faults) {
    return chatRoom(architecture, true, faults);
  }

  private static ImServer chatRoom(
      ServerSettings.Architecture architecture, boolean keepAlive, String... faults) {
    return ImServer.start(
        new ServerSettings(
            "127.0.0.1",
            0,
            new ServerSettings.Spoken(
                ServerSettings.Protocol.JSON,
                ServerSettings.Tcp.CLOSED,
                new ServerSettings.Http(OptionalInt.of(0), architecture, keepAlive)),
            new ServerSettings.Limits(Duration.ZERO, 65_536, 100_000, 262_144),
            1,
            List.of(faults)));
  }

  private static ImServer withTcp(
      ServerSettings.TcpFraming framing, boolean registration, String... faults) {
    ServerSettings.Tcp tcp = new ServerSettings.Tcp(OptionalInt.of(0), framing, registration);
    return start("127.0.0.1", 0, tcp, Duration.ZERO, faults);
  }

  private static ImServer start(
      String bind, int port, ServerSettings.Tcp tcp, Duration idleTimeout, String... faults) {
    return ImServer.start(
        new ServerSettings(
            bind,
            port,
            tcp,
            new ServerSettings.Limits(idleTimeout, 65_536, 100_000, 262_144),
            1,
            List.of(faults)));
  }
}
