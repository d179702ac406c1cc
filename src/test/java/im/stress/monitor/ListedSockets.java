package im.stress.monitor;

import java.util.List;
import java.util.OptionalInt;
import java.util.function.Consumer;

/** A table with given rows. */
record ListedSockets(List<TcpSocket> sockets) implements SocketTable {
  @Override
  public void forEach(Consumer<TcpSocket> visitor) {
    sockets.forEach(visitor);
  }

  @Override
  public OptionalInt pidOf(long owner) {
    return OptionalInt.empty();
  }
}
