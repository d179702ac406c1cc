package im.stress.transport;

import im.stress.channel.Endpoint;
import im.stress.channel.FrameKind;
import im.stress.channel.Framing;
import im.stress.config.ConnectionSettings;
import im.stress.config.SettingsLoader;
import im.stress.config.SettingsSources;
import im.stress.config.TargetSettings;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import java.io.IOException;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A connector with one event loop, aimed at one port of the loopback address. */
final class Client implements AutoCloseable {
  private final EventLoopGroup loops =
      new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
  private final EventLoop loop = loops.next();
  private final List<URI> urls;
  private final Map<String, String> settings = new HashMap<>();
  private Endpoint endpoint = Endpoint.OF_URL;
  private Framing framing = Framing.MESSAGE;
  private Map<String, List<String>> addresses = Map.of();

  private Client(String url) {
    this.urls = Stream.of(url.split(",")).map(URI::create).toList();
    with("connect-timeout", "2s").with("handshake-timeout", "2s");
  }

  static Client of(int port) {
    return ofUrl("ws://127.0.0.1:" + port + "/websocket");
  }

  /** Aimed at a gateway, or at several with commas between. */
  static Client ofUrl(String url) {
    return new Client(url);
  }

  static Client withTls(int port) {
    return ofUrl("wss://127.0.0.1:" + port + "/websocket");
  }

  /** Sets {@code im.connection.KEY}. */
  Client with(String key, String value) {
    settings.put("im.connection." + key, value);
    return this;
  }

  /** Messages are told apart in this way. */
  Client with(Framing newFraming) {
    framing = newFraming;
    return this;
  }

  /** Asks for this. */
  Client with(Endpoint newEndpoint) {
    endpoint = newEndpoint;
    return this;
  }

  /** Names need no DNS: {@code im.target.addresses} has this for all of them. */
  Client at(String address) {
    addresses = Map.of(urls.get(0).getHost() + ":" + urls.get(0).getPort(), List.of(address));
    return this;
  }

  /** Begins to connect. */
  Events connect(int index) throws IOException {
    Events events = new Events();
    ConnectionSettings connection =
        SettingsLoader.load(new SettingsSources(settings, List.of(), Map.of(), Optional.empty()))
            .settings()
            .connection();
    GatewayConnector connector =
        new GatewayConnector(
            Gateway.resolve(new TargetSettings(urls, "ws", addresses)), connection, framing);
    run(() -> connector.connect(index, endpoint, loop, events));
    return events;
  }

  Events connect() throws IOException {
    return connect(0);
  }

  /** Sends what a server answers first: any frame will do for most. */
  void logIn(Events events) {
    run(
        () -> {
          ByteBuf login = events.connection().newMessage();
          ByteBufUtil.writeAscii(login, "{\"type\":\"login\",\"uid\":\"u0\"}");
          events.connection().send(login, FrameKind.TEXT);
        });
  }

  /** Does this on the event loop, and waits for it. */
  void run(Runnable step) {
    loop.submit(step).syncUninterruptibly();
  }

  /** Closes what is left of the connections; everything has been told when this returns. */
  @Override
  public void close() {
    loops.shutdownGracefully(0, 1, TimeUnit.SECONDS).syncUninterruptibly();
  }
}
