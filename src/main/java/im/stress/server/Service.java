package im.stress.server;

import java.time.Duration;
import java.util.List;

/**
 * One protocol of a server with its own users: those of another protocol are not seen. Thread-safe.
 *
 * @param server what all protocols share
 * @param backend what the messages mean
 * @param users who is online
 * @param groups who belongs to which group
 * @param accounts who has registered
 * @param repeatDelays how long a push waits for its receipt before it is sent again, each time
 *     anew; empty = it is sent once
 */
record Service(
    ServerContext server,
    Backend backend,
    Users users,
    Groups groups,
    Accounts accounts,
    List<Duration> repeatDelays) {

  /** A service with nobody online. */
  static Service of(ServerContext server, Backend backend, Accounts accounts) {
    Chance logins = new Chance(server.faults(), server.settings().seed(), "logins");
    Users users = new Users(server.settings().limits().maxUsers(), logins);
    return new Service(server, backend, users, new Groups(), accounts, List.of());
  }

  /** What is spoken on WebSocket. */
  static Service webSocket(ServerContext server, List<Duration> repeatDelays) {
    return switch (server.settings().protocol()) {
      case JSON -> json(server);
      case IM_CONNECT -> imConnect(server, repeatDelays);
    };
  }

  /** The format {@code im-connect}, where every token is good. */
  static Service imConnect(ServerContext server, List<Duration> repeatDelays) {
    Service once = of(server, new ImConnectBackend(), new Accounts(false));
    return new Service(
        server, once.backend(), once.users(), once.groups(), once.accounts(), repeatDelays);
  }

  /** The most bytes of one message: the settings', or the protocol's if these are fewer. */
  int maxMessageBytes() {
    return Math.min(server.settings().limits().maxFrameBytes(), backend.maxMessageBytes());
  }

  /** The format {@code json}, where nobody has to register. */
  static Service json(ServerContext server) {
    return of(server, new JsonBackend(), new Accounts(false));
  }

  /** The format {@code chat-server}. */
  static Service chatServer(ServerContext server) {
    boolean registrationRequired = server.settings().tcp().registrationRequired();
    return of(server, new ChatServerBackend(), new Accounts(registrationRequired));
  }
}
