package im.stress.live;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import im.stress.config.LiveAddress;
import im.stress.report.LivePage;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * The HTTP server of whoever watches: the page, its events, metrics. Answers GET alone, and no path
 * but these; serves no files. Its threads are daemons, and there are none while nobody asks.
 */
final class LiveServer implements AutoCloseable {
  /** Beside those that wait for events: some that ask for the page, and Prometheus. */
  private static final int THREADS = EventStream.MOST_CLIENTS + 4;

  private static final int IDLE_SECONDS = 10;

  /** As {@link HttpExchange#sendResponseHeaders} has it. */
  private static final int NO_BODY = -1;

  /** Of connections that nobody has looked at yet. */
  private static final int BACKLOG = 16;

  /**
   * Seconds within which a request has to be there as a whole; the server reads it when it starts.
   */
  private static final String REQUEST_LIMIT = "sun.net.httpserver.maxReqTime";

  private static final String REQUEST_SECONDS = "10";

  private final HttpServer server;
  private final ExecutorService threads;
  private final EventStream events;
  private final WatchedRun run;
  private final HostCheck hosts;
  private final String url;

  private LiveServer(LiveAddress address, HttpServer server, WatchedRun run) {
    this.server = server;
    this.run = run;
    this.events = new EventStream(run);
    this.hosts = new HostCheck(address.host(), server.getAddress().getAddress());
    this.url = "http://" + new LiveAddress(address.host(), server.getAddress().getPort()) + "/";
    this.threads = threads();
    server.setExecutor(threads);
    server.createContext("/", this::answer);
  }

  /**
   * Listens from now on.
   *
   * @throws IOException when it can't listen there
   */
  static LiveServer open(LiveAddress address, WatchedRun run) throws IOException {
    System.setProperty(REQUEST_LIMIT, System.getProperty(REQUEST_LIMIT, REQUEST_SECONDS));
    InetAddress host = InetAddress.getByName(address.host());
    HttpServer server = HttpServer.create(new InetSocketAddress(host, address.port()), BACKLOG);
    LiveServer live = new LiveServer(address, server, run);
    server.start();
    return live;
  }

  private static ExecutorService threads() {
    ThreadPoolExecutor threads =
        new ThreadPoolExecutor(
            THREADS, THREADS, IDLE_SECONDS, TimeUnit.SECONDS, new LinkedBlockingQueue<>());
    threads.allowCoreThreadTimeOut(true);
    threads.setThreadFactory(
        task -> {
          Thread thread = new Thread(task, "im-live");
          thread.setDaemon(true);
          return thread;
        });
    return threads;
  }

  /** Address of the page. */
  String url() {
    return url;
  }

  /**
   * Sends the end to all that watch, and waits a moment until they have it: the process may be gone
   * right after.
   *
   * @param report the whole report, if there is one; not asked for where nobody watches
   */
  void tellEnd(Supplier<Optional<String>> report) {
    events.finish(report);
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      exchange.getResponseHeaders().set("X-Content-Type-Options", "nosniff");
      exchange.getResponseHeaders().set("Cache-Control", "no-store");
      exchange.getResponseHeaders().set("Referrer-Policy", "no-referrer");
      exchange.getResponseHeaders().set("Content-Security-Policy", "frame-ancestors 'none'");
      if (!exchange.getRequestMethod().equals("GET")) {
        exchange.getResponseHeaders().set("Allow", "GET");
        exchange.sendResponseHeaders(405, NO_BODY);
      } else if (!hosts.allows(exchange.getRequestHeaders().getFirst("Host"))) {
        send(exchange, 403, "expected a request to this machine by its own name");
      } else {
        answerGet(exchange);
      }
    }
  }

  private void answerGet(HttpExchange exchange) throws IOException {
    switch (exchange.getRequestURI().getPath()) {
      case "/" -> {
        exchange.getResponseHeaders().set("Content-Type", "text/html; charset=utf-8");
        sendBody(exchange, 200, LivePage.html(run.view()).getBytes(StandardCharsets.UTF_8));
      }
      case "/events" -> {
        if (!events.serve(exchange)) {
          send(exchange, 503, "too many watch already");
        }
      }
      case "/metrics" -> new MetricsAnswer(run).send(exchange);
      default -> send(exchange, 404, "expected /, /events or /metrics");
    }
  }

  private static void send(HttpExchange exchange, int status, String line) throws IOException {
    exchange.getResponseHeaders().set("Content-Type", "text/plain; charset=utf-8");
    sendBody(exchange, status, (line + "\n").getBytes(StandardCharsets.UTF_8));
  }

  private static void sendBody(HttpExchange exchange, int status, byte[] body) throws IOException {
    exchange.sendResponseHeaders(status, body.length);
    exchange.getResponseBody().write(body);
  }

  @Override
  public void close() {
    events.close();
    server.stop(0);
    threads.shutdownNow();
  }
}
