package im.stress.transport.http;

import static org.awaitility.Awaitility.await;

import im.stress.channel.Connection;
import im.stress.channel.ConnectionEnd;
import im.stress.channel.ConnectionListener;
import im.stress.channel.Endpoint;
import im.stress.channel.HttpAnswer;
import im.stress.channel.RequestFailure;
import im.stress.config.ConnectionSettings;
import im.stress.config.SettingsLoader;
import im.stress.config.SettingsSources;
import im.stress.config.TargetSettings;
import im.stress.transport.Dialer;
import im.stress.transport.Gateway;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.util.CharsetUtil;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;

/** One user of HTTP on an event loop of its own, and all that it is told, in order. */
final class HttpUser implements ConnectionListener, AutoCloseable {
  private final EventLoopGroup loops =
      new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
  final EventLoop loop = loops.next();
  final List<String> all = new CopyOnWriteArrayList<>();
  private final Map<String, String> settings = new HashMap<>();
  private final String url;
  private volatile Connection connection;
  private int followUps;

  HttpUser(String url) {
    this.url = url;
    with("connection.connect-timeout", "2s").with("http.timeout", "2s");
  }

  static HttpUser of(RawServer server) {
    return new HttpUser("http://127.0.0.1:" + server.port());
  }

  /** Sets {@code im.KEY}. */
  HttpUser with(String key, String value) {
    settings.put("im." + key, value);
    return this;
  }

  /** Each answer leads at once to another request, this many times. */
  HttpUser closedLoop(int requests) {
    followUps = requests;
    return this;
  }

  ConnectionSettings settings() {
    return SettingsLoader.load(new SettingsSources(settings, List.of(), Map.of(), Optional.empty()))
        .settings()
        .connection();
  }

  /** Begins to connect. */
  HttpUser connect(boolean keepAlive) throws IOException {
    List<Gateway> gateways = Gateway.resolve(new TargetSettings(List.of(URI.create(url))));
    ConnectionSettings made = settings();
    HttpConnector connector = new HttpConnector(new Dialer(gateways, made), made, keepAlive);
    run(() -> connector.connect(0, Endpoint.OF_URL, loop, this));
    return this;
  }

  void run(Runnable step) {
    loop.submit(step).syncUninterruptibly();
  }

  /** Makes requests for these paths, in one go. */
  HttpUser ask(String... paths) {
    run(
        () -> {
          for (String path : paths) {
            connection.request(request(path), path.length());
          }
        });
    return this;
  }

  /** The same, of a method that may be asked twice. */
  HttpUser get(String path) {
    run(
        () -> {
          ByteBuf request = connection.newMessage();
          ByteBufUtil.writeAscii(request, "GET " + path + " HTTP/1.1\r\n\r\n");
          connection.request(request, path.length());
        });
    return this;
  }

  /** A request with a body. */
  ByteBuf request(String path) {
    ByteBuf request = connection.newMessage();
    ByteBufUtil.writeAscii(request, "POST " + path + " HTTP/1.1\r\nA: b\r\n\r\n{}");
    return request;
  }

  Connection connection() {
    return connection;
  }

  @Override
  public void secured(long startNanos, long endNanos) {
    all.add("secured");
  }

  @Override
  public void opened(Connection opened) {
    connection = opened;
    all.add("opened");
  }

  @Override
  public void received(ByteBuf message) {
    all.add("received");
  }

  @Override
  public void answered(long tag, HttpAnswer answer) {
    String body = answer.body().toString(CharsetUtil.UTF_8);
    all.add("%d: %d %s".formatted(tag, answer.status(), body + answer.redirectWords()).strip());
    if (followUps > 0) {
      followUps--;
      connection.request(request("/"), tag + 1);
    }
  }

  @Override
  public void unanswered(long tag, RequestFailure failure, ConnectionEnd end) {
    all.add("%d: %s %s: %s".formatted(tag, failure, end.cause(), end.detail()));
  }

  @Override
  public void sentAgain() {
    all.add("again");
  }

  @Override
  public void lostBetweenRequests(ConnectionEnd end) {
    all.add("lost " + end.cause());
  }

  @Override
  public void ponged(long sequence) {
    all.add("ponged");
  }

  @Override
  public void ended(ConnectionEnd end) {
    all.add("ended " + end.cause());
  }

  /** Waits for an event with this start. */
  HttpUser until(String start) {
    return until(start, 1);
  }

  /** Waits for several events with this start. */
  HttpUser until(String start, int count) {
    await()
        .alias("events: " + all)
        .atMost(Duration.ofSeconds(10))
        .pollDelay(Duration.ZERO)
        .pollInterval(Duration.ofMillis(2))
        .until(() -> all.stream().filter(event -> event.startsWith(start)).count() >= count);
    return this;
  }

  /** Events with this start. */
  long count(String start) {
    return all.stream().filter(event -> event.startsWith(start)).count();
  }

  /** Ends the connection, if it is there, and the event loop. */
  @Override
  public void close() {
    if (connection != null) {
      run(connection::reset);
    }
    loops.shutdownGracefully(0, 1, TimeUnit.SECONDS).syncUninterruptibly();
  }
}
