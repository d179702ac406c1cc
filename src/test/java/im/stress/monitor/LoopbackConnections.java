package im.stress.monitor;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;

/** Connections of this process to itself, both ends at hand. */
final class LoopbackConnections implements AutoCloseable {
  private final ServerSocket server;
  private final List<Socket> clients = new ArrayList<>();
  private final List<Socket> accepted = new ArrayList<>();

  LoopbackConnections(int count) throws IOException {
    server = new ServerSocket(0, count, InetAddress.getLoopbackAddress());
    for (int i = 0; i < count; i++) {
      clients.add(new Socket(server.getInetAddress(), server.getLocalPort()));
      accepted.add(server.accept());
    }
  }

  int port() {
    return server.getLocalPort();
  }

  /** The client's end of connection i. */
  Socket client(int i) {
    return clients.get(i);
  }

  /** The server's end of connection i. */
  Socket accepted(int i) {
    return accepted.get(i);
  }

  @Override
  public void close() throws IOException {
    for (Socket socket : clients) {
      socket.close();
    }
    for (Socket socket : accepted) {
      socket.close();
    }
    server.close();
  }
}
