package im.stress.server;

/** What to tell a user whose port for the embedded server is taken. */
public final class PortTaken {
  private PortTaken() {}

  /**
   * One line: which port, who has it where this system tells it, and how to choose another. Reads
   * {@code /proc}; takes a few milliseconds.
   */
  public static String message(String bind, int port) {
    String holder =
        PortHolder.of(port)
            .map(PortTaken::describe)
            .orElse("some process (ss -ltnp 'sport = :" + port + "' tells which)");
    return "port %d on %s: expected it to be free, but %s listens there; choose another with serve --port N, or for a run with --set im.server.port=N"
        .formatted(port, bind, holder);
  }

  private static String describe(ProcessHandle process) {
    return "process "
        + process.pid()
        + process.info().command().map(command -> " (" + command + ")").orElse("");
  }
}
