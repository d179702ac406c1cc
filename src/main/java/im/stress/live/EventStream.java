package im.stress.live;

import com.sun.net.httpserver.HttpExchange;
import im.stress.report.LivePage;
import im.stress.report.LiveView;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/**
 * Server-sent events (WHATWG HTML, 9.2): what is to be seen, once a second, to a limited number of
 * clients. While there is none, nothing is done and there is no thread.
 */
final class EventStream implements AutoCloseable {
  /** Each holds a thread, and is sent some hundred kilobytes a second. */
  static final int MOST_CLIENTS = 8;

  /** Shards write within this time of a full second. */
  private static final long WRITTEN_MILLIS = 200;

  /** How long the end of a run waits for who watches. */
  private static final Duration LAST_WORDS = Duration.ofSeconds(1);

  /** A line that says nothing but that the connection lives. */
  private static final byte[] ALIVE = ":\n\n".getBytes(StandardCharsets.UTF_8);

  private final WatchedRun run;
  private final Set<EventClient> clients = ConcurrentHashMap.newKeySet();
  private final Semaphore places = new Semaphore(MOST_CLIENTS);
  private Optional<Thread> ticker = Optional.empty();
  private LiveView last;
  private byte[] event = ALIVE;

  EventStream(WatchedRun run) {
    this.run = run;
  }

  /**
   * Sends events until the client is gone.
   *
   * @return false when there is no place for one more; nothing was sent then
   */
  boolean serve(HttpExchange exchange) throws IOException {
    if (!places.tryAcquire()) {
      return false;
    }
    EventClient client = new EventClient(exchange);
    try {
      join(client);
      client.send();
    } finally {
      clients.remove(client);
      places.release();
    }
    return true;
  }

  private synchronized void join(EventClient client) {
    clients.add(client);
    if (ticker.isEmpty()) {
      Thread thread = new Thread(this::tickEachSecond, "im-live-events");
      thread.setDaemon(true);
      thread.start();
      ticker = Optional.of(thread);
    }
  }

  private void tickEachSecond() {
    while (tick()) {
      long passed = (System.currentTimeMillis() - WRITTEN_MILLIS) % 1_000;
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1_000 - passed));
    }
  }

  /** Sends what is new; false, and the thread is to end, when there is nobody left. */
  private synchronized boolean tick() {
    if (clients.isEmpty()) {
      ticker = Optional.empty();
      return false;
    }
    sendAll();
    return true;
  }

  @SuppressWarnings("ReferenceEquality") // what was made anew is another view
  private synchronized void sendAll() {
    try {
      LiveView now = run.view();
      if (now != last) {
        event = message("", LivePage.event(now));
        last = now;
      }
      clients.forEach(client -> client.offer(client.isNew(now) ? event : ALIVE));
    } catch (IOException | RuntimeException e) {
      // Files that can't be read now may be a second later, and so may what they hold.
      clients.forEach(client -> client.offer(ALIVE));
    }
  }

  private static byte[] message(String name, String json) {
    String head = name.isEmpty() ? "" : "event: " + name + "\n";
    return (head + "data: " + json + "\n\n").getBytes(StandardCharsets.UTF_8);
  }

  /** Sends the end of the run, with its report, and waits a moment for who takes it. */
  synchronized void finish(Supplier<Optional<String>> report) {
    if (clients.isEmpty()) {
      return;
    }
    sendAll();
    byte[] words = report.get().map(EventStream::bytes).orElse(ALIVE);
    List<CompletableFuture<Void>> sent = new ArrayList<>();
    clients.forEach(client -> sent.add(client.offer(words)));
    CompletableFuture<Void> all =
        CompletableFuture.allOf(sent.toArray(CompletableFuture<?>[]::new));
    all.completeOnTimeout(null, LAST_WORDS.toMillis(), TimeUnit.MILLISECONDS).join();
  }

  private static byte[] bytes(String html) {
    try {
      return message("report", LivePage.report(html));
    } catch (IOException e) {
      return ALIVE;
    }
  }

  @Override
  public void close() {
    clients.forEach(EventClient::drop);
  }
}
