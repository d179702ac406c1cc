package im.stress.live;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.OutputStream;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;

/**
 * One that watches: what is still to be sent to it, and the thread that sends it. Whoever has
 * something for it never waits.
 */
final class EventClient {
  /** Events of so many seconds; more than that behind, it is too slow. */
  private static final int MOST_WAITING = 5;

  private final HttpExchange exchange;
  private final Thread thread = Thread.currentThread();
  private final BlockingQueue<Message> waiting = new ArrayBlockingQueue<>(MOST_WAITING);
  private volatile boolean gone;
  private boolean finished;
  private Object shown;

  @SuppressWarnings("ArrayRecordComponent") // nobody compares messages
  private record Message(byte[] bytes, CompletableFuture<Void> sent) {}

  /** Answers this request, on the thread that makes it. */
  EventClient(HttpExchange exchange) {
    this.exchange = exchange;
  }

  /** Sends what comes until the other side is gone, or is dropped. */
  void send() throws IOException {
    exchange.getResponseHeaders().set("Content-Type", "text/event-stream");
    exchange.sendResponseHeaders(200, 0);
    try {
      OutputStream out = exchange.getResponseBody();
      while (!gone) {
        Message next = waiting.take();
        out.write(next.bytes());
        out.flush();
        next.sent().complete(null);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      finish();
    }
  }

  private synchronized void finish() {
    gone = true;
    finished = true;
    waiting.forEach(message -> message.sent().complete(null));
  }

  /**
   * Has bytes sent; one that is too far behind is dropped.
   *
   * @return completes once they are sent, or never will be
   */
  CompletableFuture<Void> offer(byte[] bytes) {
    Message message = new Message(bytes, new CompletableFuture<>());
    if (!waiting.offer(message)) {
      drop();
    }
    if (gone) {
      message.sent().complete(null);
    }
    return message.sent();
  }

  /** Whether this was the last that it was sent; remembers it. */
  boolean isNew(Object event) {
    boolean fresh = shown != event;
    shown = event;
    return fresh;
  }

  /** Ends it at once: its thread may hang in a write. */
  synchronized void drop() {
    gone = true;
    if (!finished) {
      thread.interrupt();
    }
  }
}
