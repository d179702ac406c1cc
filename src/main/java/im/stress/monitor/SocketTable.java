package im.stress.monitor;

import java.io.IOException;
import java.util.OptionalInt;
import java.util.function.Consumer;

/** All TCP sockets of the machine. Used by one thread at a time. */
interface SocketTable {

  /** Shows every socket once, listening ones before others of the same family where possible. */
  void forEach(Consumer<TcpSocket> visitor) throws IOException;

  /** The process behind a {@link TcpSocket#owner()}; empty when this user may not see it. */
  OptionalInt pidOf(long owner) throws IOException;
}
