package im.stress.transport;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** Accepts one TCP connection on the loopback address, and treats it by a script. */
final class StreamServer implements AutoCloseable {
  private final ServerSocket listener;
  private final CompletableFuture<Void> played = new CompletableFuture<>();

  StreamServer(Script script) throws IOException {
    listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    Thread thread = new Thread(() -> play(script), "stream-server");
    thread.setDaemon(true);
    thread.start();
  }

  int port() {
    return listener.getLocalPort();
  }

  private void play(Script script) {
    try (Socket peer = listener.accept()) {
      peer.setTcpNoDelay(true);
      script.play(peer);
      played.complete(null);
    } catch (IOException | RuntimeException | Error e) {
      played.completeExceptionally(e);
    }
  }

  /** Fails when the script did. */
  void awaitEnd() throws Exception {
    played.get(20, TimeUnit.SECONDS);
  }

  @Override
  public void close() throws IOException {
    listener.close();
  }

  /** The connection is closed when this returns. */
  interface Script {
    void play(Socket peer) throws IOException;
  }
}
