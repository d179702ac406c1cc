package im.stress.server;

import im.stress.config.ServerSettings;
import im.stress.config.ServerSettings.Architecture;
import im.stress.config.SettingsException;
import io.netty.channel.Channel;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpServerCodec;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.IntUnaryOperator;

/**
 * An IM server for tests and trials: format {@code json} or {@code im-connect} over WebSocket,
 * {@code /health} and {@code /stats} over HTTP on the same port, where asked for format {@code
 * chat-server} over TCP and the HTTP chat room on ports of their own, faults on demand. Runs on
 * threads of its own. Thread-safe.
 */
public final class ImServer implements AutoCloseable {
  /** Larger than the longest handshake that makes sense. */
  private static final int MAX_HTTP_BODY_BYTES = 8192;

  private static final String HTTP_PORT = "http-port";

  private final ServerContext server;
  private final Sockets sockets;
  private final int port;
  private final OptionalInt tcpPort;
  private final OptionalInt httpPort;
  private Optional<ThreadsPort> threadsPort = Optional.empty();

  private ImServer(ServerSettings settings, List<Duration> repeatDelays) {
    server = ServerContext.of(settings);
    sockets = new Sockets(settings);
    port = openWebSocket(settings.port(), repeatDelays);
    tcpPort = opened(settings.tcp().port(), this::openTcp);
    httpPort = opened(settings.http().port(), this::openChatRoom);
  }

  private static OptionalInt opened(OptionalInt wanted, IntUnaryOperator opening) {
    return wanted.isPresent()
        ? OptionalInt.of(opening.applyAsInt(wanted.getAsInt()))
        : OptionalInt.empty();
  }

  /**
   * Starts a server; it listens when this returns.
   *
   * @throws SettingsException when a fault can't be read, a port is taken, or the address can't be
   *     listened on
   */
  public static ImServer start(ServerSettings settings) {
    return start(settings, ImConnectBackend.REPEAT_DELAYS);
  }

  /** As above, but a push whose receipt doesn't come is sent again after these times. */
  static ImServer start(ServerSettings settings, List<Duration> repeatDelays) {
    return new ImServer(settings, repeatDelays);
  }

  private int openWebSocket(int wanted, List<Duration> repeatDelays) {
    Service service = Service.webSocket(server, repeatDelays);
    InetSocketAddress address =
        sockets.listen(
            "port",
            wanted,
            channel ->
                channel
                    .pipeline()
                    .addLast(new HttpServerCodec())
                    .addLast(new HttpObjectAggregator(MAX_HTTP_BODY_BYTES))
                    .addLast(new HttpEndpoint(service)));
    return address.getPort();
  }

  private int openTcp(int wanted) {
    Service service = Service.chatServer(server);
    int maxObjectBytes = server.settings().limits().maxFrameBytes();
    InetSocketAddress address =
        sockets.listen(
            "tcp-port",
            wanted,
            channel ->
                channel
                    .pipeline()
                    .addLast(new JsonStreamDecoder(maxObjectBytes))
                    .addLast(new TcpConnection(service)));
    return address.getPort();
  }

  private int openChatRoom(int wanted) {
    HttpService service = new HttpService(server);
    if (server.settings().http().architecture() == Architecture.THREADS) {
      ThreadsPort opened = openThreads(service, wanted);
      threadsPort = Optional.of(opened);
      return opened.port();
    }
    int maxBodyBytes = server.settings().limits().maxFrameBytes();
    InetSocketAddress address =
        sockets.listen(
            HTTP_PORT,
            wanted,
            channel ->
                channel
                    .pipeline()
                    .addLast(new HttpServerCodec())
                    .addLast(new HttpObjectAggregator(maxBodyBytes))
                    .addLast(new EventsConnection(service)));
    return address.getPort();
  }

  private ThreadsPort openThreads(HttpService service, int wanted) {
    try {
      return new ThreadsPort(service, HTTP_PORT, wanted);
    } catch (SettingsException e) {
      sockets.close(ImServer::goAway);
      throw e;
    }
  }

  /**
   * Its WebSocket port, which answers requests of its counts as well: the one asked for, or the
   * free one that was found for 0.
   */
  public int port() {
    return port;
  }

  /** Its TCP port, as above; empty when it has none. */
  public OptionalInt tcpPort() {
    return tcpPort;
  }

  /** The port of its HTTP chat room, as above; empty when it has none. */
  public OptionalInt httpPort() {
    return httpPort;
  }

  /** Where WebSocket clients find it, as they write it: {@code ws://127.0.0.1:10001/websocket}. */
  public URI url() {
    return URI.create("ws://" + address(port) + HttpEndpoint.WEBSOCKET_PATH);
  }

  /**
   * The addresses of all its ports, that of {@link #url} first, then {@code tcp://HOST:PORT} and
   * {@code http://HOST:PORT}.
   */
  public List<URI> urls() {
    List<URI> urls = new ArrayList<>(List.of(url()));
    tcpPort.ifPresent(open -> urls.add(URI.create("tcp://" + address(open))));
    httpPort.ifPresent(open -> urls.add(URI.create("http://" + address(open))));
    return List.copyOf(urls);
  }

  private String address(int open) {
    String bind = server.settings().bind();
    return (bind.indexOf(':') < 0 ? bind : "[" + bind + "]") + ":" + open;
  }

  /** Its counts up to now. */
  public ServerStats stats() {
    return server.counts().snapshot();
  }

  /**
   * Closes all connections, those of WebSocket with code 1001, and frees the ports. Waits up to a
   * few seconds; may be called again.
   */
  @Override
  public void close() {
    threadsPort.ifPresent(ThreadsPort::close);
    sockets.close(ImServer::goAway);
  }

  private static void goAway(Channel channel) {
    Connection connection = channel.pipeline().get(Connection.class);
    if (connection == null) {
      channel.close();
    } else {
      connection.execute(() -> connection.close(CloseCodes.GOING_AWAY, "server stops"));
    }
  }
}
