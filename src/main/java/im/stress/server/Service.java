package im.stress.server;

/**
 * One protocol of a server with its own users: those of another protocol are not seen. Thread-safe.
 *
 * @param server what all protocols share
 * @param backend what the messages mean
 * @param users who is online
 * @param groups who belongs to which group
 * @param accounts who has registered
 */
record Service(
    ServerContext server, Backend backend, Users users, Groups groups, Accounts accounts) {

  /** A service with nobody online. */
  static Service of(ServerContext server, Backend backend, Accounts accounts) {
    Chance logins = new Chance(server.faults(), server.settings().seed(), "logins");
    Users users = new Users(server.settings().limits().maxUsers(), logins);
    return new Service(server, backend, users, new Groups(), accounts);
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
