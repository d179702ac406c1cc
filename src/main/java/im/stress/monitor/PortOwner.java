package im.stress.monitor;

import java.io.IOException;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** The process that listens on a port, found anew whenever another socket listens there. */
final class PortOwner {
  private final SocketProbe sockets;
  private final int port;
  private OptionalLong listener = OptionalLong.empty();
  private OptionalInt pid = OptionalInt.empty();

  PortOwner(SocketProbe sockets, int port) {
    this.sockets = sockets;
    this.port = port;
  }

  /** Looks at the last count of sockets; true when the owner may have changed since last time. */
  boolean hasMoved() throws IOException {
    if (sockets.lastCounts().isEmpty()) {
      return false;
    }
    OptionalLong now = sockets.lastCounts().get().listener();
    if (now.equals(listener)) {
      return false;
    }
    pid = now.isPresent() ? sockets.pidOf(now.getAsLong()) : OptionalInt.empty();
    listener = now;
    return true;
  }

  /** The owner could not be read just now: it counts as moved the next time. */
  void lookAgain() {
    listener = OptionalLong.empty();
  }

  /** Empty when nothing listens or this user can't see who does. */
  OptionalInt pid() {
    return pid;
  }

  /** Why there is no pid. */
  String whyNobody() {
    return listener.isEmpty()
        ? "nothing listens on port " + port
        : "port " + port + " belongs to a process that this user can't see";
  }
}
