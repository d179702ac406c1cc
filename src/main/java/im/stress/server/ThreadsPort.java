package im.stress.server;

import im.stress.config.ServerSettings;
import im.stress.config.SettingsException;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The port of the HTTP chat room with the architecture {@code threads}: one thread accepts
 * connections, a pool serves them, each blocking one of its threads until its end. Thread-safe.
 */
final class ThreadsPort implements AutoCloseable {
  /** As many as the original has: four silent clients stop it. */
  static final int THREADS = 4;

  private static final Logger LOG = LoggerFactory.getLogger(ThreadsPort.class);

  private final HttpService service;
  private final ServerSocket listener;
  private final ExecutorService pool;
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();

  /**
   * Listens.
   *
   * @param port 0 = any free one
   * @throws SettingsException when it can't be listened on
   */
  ThreadsPort(HttpService service, String key, int port) {
    this.service = service;
    this.listener = listen(service.server().settings(), key, port);
    this.pool = Executors.newFixedThreadPool(THREADS, new DefaultThreadFactory("im-http", true));
    new DefaultThreadFactory("im-http-accept", true).newThread(this::acceptAll).start();
  }

  private static ServerSocket listen(ServerSettings settings, String key, int port) {
    ServerSocket listener = null;
    try {
      listener = new ServerSocket();
      listener.setReuseAddress(true);
      listener.bind(new InetSocketAddress(settings.bind(), port), Sockets.BACKLOG);
      return listener;
    } catch (IOException e) {
      closed(listener);
      throw PortTaken.cannotListen(settings.bind(), port, key, e);
    }
  }

  private static void closed(AutoCloseable socket) {
    try {
      if (socket != null) {
        socket.close();
      }
    } catch (Exception e) {
      LOG.debug("a socket could not be closed", e);
    }
  }

  /** The port, the free one that was found for 0. */
  int port() {
    return listener.getLocalPort();
  }

  private void acceptAll() {
    while (!listener.isClosed()) {
      try {
        serve(listener.accept());
      } catch (IOException e) {
        pauseAfter(e);
      }
    }
  }

  private void serve(Socket socket) {
    open.add(socket);
    ThreadsConnection connection = new ThreadsConnection(service, socket);
    try {
      pool.execute(() -> serve(connection, socket));
    } catch (RejectedExecutionException e) {
      closed(socket); // the server stops
    }
  }

  private void serve(ThreadsConnection connection, Socket socket) {
    try {
      connection.run();
    } finally {
      open.remove(socket);
    }
  }

  /** As {@link AcceptGuard} does: without free file handles, a pause rather than a busy loop. */
  private void pauseAfter(IOException failure) {
    if (listener.isClosed()) {
      return;
    }
    LOG.warn(AcceptGuard.message(failure));
    try {
      TimeUnit.SECONDS.sleep(AcceptGuard.PAUSE_SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Frees the port, closes all connections and ends the threads; may be called again. */
  @Override
  public void close() {
    closed(listener);
    pool.shutdownNow();
    open.forEach(ThreadsPort::closed);
  }
}
