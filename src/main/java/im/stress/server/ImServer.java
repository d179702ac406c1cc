package im.stress.server;

import im.stress.config.ServerSettings;
import im.stress.config.SettingsException;
import io.netty.channel.Channel;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpServerCodec;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/**
 * An IM server for tests and trials: format {@code json} or {@code im-connect} over WebSocket,
 * {@code /health} and {@code /stats} over HTTP on the same port, where asked for format {@code
 * chat-server} over TCP on another one, faults on demand. Runs on threads of its own. Thread-safe.
 */
public final class ImServer implements AutoCloseable {
  /** Larger than the longest handshake that makes sense. */
  private static final int MAX_HTTP_BODY_BYTES = 8192;

  private final ServerContext server;
  private final Sockets sockets;
  private final int port;
  private final OptionalInt tcpPort;

  private ImServer(ServerSettings settings, List<Duration> repeatDelays) {
    server = ServerContext.of(settings);
    sockets = new Sockets(settings);
    port = openHttp(settings.port(), repeatDelays);
    OptionalInt asked = settings.tcp().port();
    tcpPort = asked.isPresent() ? OptionalInt.of(openTcp(asked.getAsInt())) : asked;
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

  private int openHttp(int wanted, List<Duration> repeatDelays) {
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

  /** Its WebSocket and HTTP port: the one asked for, or the free one that was found for 0. */
  public int port() {
    return port;
  }

  /** Its TCP port, as above; empty when it has none. */
  public OptionalInt tcpPort() {
    return tcpPort;
  }

  /** Where WebSocket clients find it, as they write it: {@code ws://127.0.0.1:10001/websocket}. */
  public URI url() {
    return URI.create("ws://" + address(port) + HttpEndpoint.WEBSOCKET_PATH);
  }

  /** The addresses of all its ports, that of {@link #url} first, then {@code tcp://HOST:PORT}. */
  public List<URI> urls() {
    List<URI> urls = new ArrayList<>(List.of(url()));
    tcpPort.ifPresent(open -> urls.add(URI.create("tcp://" + address(open))));
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
