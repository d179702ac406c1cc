package im.stress.transport.http;

import im.stress.channel.ConnectionEnd;
import im.stress.channel.RequestFailure;
import im.stress.channel.RequestListener;
import im.stress.channel.Traffic;
import im.stress.config.ConnectionSettings;
import im.stress.model.Cause;
import im.stress.transport.Dialer;
import im.stress.transport.Gateway;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.EventLoop;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/**
 * Requests to one server, and the connections that they share. Belongs to its event loop; an answer
 * may lead to the next request while it is told.
 */
final class HttpPool implements HttpLine.Pool {
  private final EventLoop loop;
  private final Way way;
  private final HttpRules rules;
  private final int maxLines;
  private final Owner owner;
  private final RequestQueue queue = new RequestQueue();
  private final List<HttpLine> lines = new ArrayList<>();
  private Future<?> timer;
  private Future<?> limit;
  private boolean dialed;
  private boolean closing;
  private boolean over;

  /** Where the server is. */
  interface Way {
    /** Begins to connect. */
    void dial(Dialer.Call call);

    /** What is added to its requests. */
    RequestHead head();
  }

  /** Hears of connections beyond the requests that are sent on them. */
  interface Owner extends RequestListener, Traffic {
    /** As {@link Dialer.Call} has it, of the first connection alone. */
    default void secured(long startNanos, long endNanos) {}

    /** The connection is there that {@link HttpPool#open} asked for. */
    default void connected() {}

    /** It could not be made. */
    default void notConnected(ConnectionEnd end) {}

    /** No request and no connection is left, after {@link HttpPool#close}; told once. */
    default void closed() {}
  }

  /**
   * No connection yet.
   *
   * @param maxLines most connections at a time, but for those that end
   */
  HttpPool(EventLoop loop, Way way, HttpRules rules, int maxLines, Owner owner) {
    this.loop = loop;
    this.way = way;
    this.rules = rules;
    this.maxLines = maxLines;
    this.owner = owner;
  }

  /** Connects before there is a request. */
  void open() {
    newLine().open();
  }

  private HttpLine newLine() {
    HttpLine line = new HttpLine(this, owner);
    lines.add(line);
    return line;
  }

  /** Sends a request when a connection is free; takes ownership of it. */
  void request(ByteBuf request, long tag, RequestListener listener) {
    if (over || closing) {
      request.release();
      return;
    }
    long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(rules.timeoutMillis());
    ByteBuf whole = way.head().completed(request, ByteBufAllocator.DEFAULT);
    queue.add(new PendingRequest(whole, tag, listener, deadline));
    arm(deadline);
    HttpLine line = freeLine();
    if (line != null) {
      line.advance();
    }
  }

  /** One that has a connection, before one that has to make it; null = all are busy. */
  private HttpLine freeLine() {
    HttpLine free = null;
    for (HttpLine line : lines) {
      if (line.isReady()) {
        return line;
      }
      free = line.isFree() ? line : free;
    }
    return free == null && lines.size() < maxLines ? newLine() : free;
  }

  /**
   * Bytes that were sent and have not reached the operating system. Requests that wait for the
   * answer before them are not among them: the server reads, and their time bounds them.
   */
  long queuedBytes() {
    long bytes = 0;
    for (HttpLine line : lines) {
      bytes += line.unsentBytes();
    }
    return bytes;
  }

  @Override
  public HttpChannel dial(HttpLine line) {
    HttpChannel channel = new HttpChannel(line, rules.maxBodyBytes());
    boolean first = !dialed;
    dialed = true;
    way.dial(
        new Dialer.Call() {
          @Override
          public void fill(ChannelPipeline pipeline, Gateway gateway) {
            channel.addTo(pipeline);
          }

          @Override
          public void bytesReceived(int bytes) {
            owner.bytesReceived(bytes);
          }

          @Override
          public void bytesSent(int bytes) {
            owner.bytesSent(bytes);
          }

          @Override
          public void secured(long startNanos, long endNanos) {
            if (first) {
              owner.secured(startNanos, endNanos);
            }
          }

          @Override
          public void failed(ConnectionEnd end) {
            channel.failed(end);
          }
        });
    return channel;
  }

  @Override
  public boolean keepsAlive() {
    return rules.keepAlive();
  }

  @Override
  public PendingRequest next() {
    return over ? null : queue.take();
  }

  @Override
  public void later(Runnable task, long nanos) {
    loop.schedule(task, nanos, TimeUnit.NANOSECONDS);
  }

  @Override
  public void connected() {
    owner.connected();
  }

  @Override
  public void notConnected(ConnectionEnd end) {
    if (!over) {
      owner.notConnected(end);
    }
  }

  /** The earliest deadline is the first that was armed: all requests have the same time. */
  private void arm(long deadlineNanos) {
    if (timer == null) {
      long wait = Math.max(0, deadlineNanos - System.nanoTime());
      timer = loop.schedule(this::expire, wait, TimeUnit.NANOSECONDS);
    }
  }

  private void expire() {
    long now = System.nanoTime();
    String words = "not answered within " + rules.timeoutMillis() + " ms";
    // First those that wait: no connection is made for a request that is too late.
    while (queue.deadlineNanos() <= now) {
      drop(
          RequestFailure.TIMEOUT,
          ConnectionEnd.of(
              Cause.REQUEST_TIMEOUT,
              "not sent within %d ms: the server had not answered those before it"
                  .formatted(rules.timeoutMillis())));
    }
    for (HttpLine line : List.copyOf(lines)) {
      if (line.deadlineNanos() <= now) {
        line.giveUp(RequestFailure.TIMEOUT, Cause.REQUEST_TIMEOUT, words);
      }
    }
    timer = null;
    long next = queue.deadlineNanos();
    for (HttpLine line : lines) {
      next = Math.min(next, line.deadlineNanos());
    }
    if (next != Long.MAX_VALUE) {
      arm(next);
    }
  }

  private void drop(RequestFailure failure, ConnectionEnd end) {
    queue.take().failed(failure, end);
  }

  /**
   * Takes no more requests, and ends the connections when those that were made are answered, or
   * after some time.
   */
  void close() {
    if (closing || over) {
      return;
    }
    closing = true;
    long nanos = ConnectionSettings.CLOSE_TIMEOUT.toNanos();
    limit = loop.schedule(() -> abort("closed"), nanos, TimeUnit.NANOSECONDS);
    settled();
  }

  @Override
  public void settled() {
    if (!closing || over || !queue.isEmpty()) {
      return;
    }
    lines.forEach(HttpLine::finish);
    if (lines.stream().allMatch(HttpLine::isOver)) {
      end();
    }
  }

  /** Ends all connections with a reset; requests that are not answered fail. */
  void abort(String words) {
    if (over) {
      return;
    }
    closing = true;
    ConnectionEnd end = ConnectionEnd.of(Cause.CLOSED_BY_US, words);
    while (!queue.isEmpty()) {
      drop(RequestFailure.READ, end);
    }
    for (HttpLine line : lines) {
      line.reset();
      line.giveUp(RequestFailure.READ, Cause.CLOSED_BY_US, words);
    }
    end();
  }

  private void end() {
    if (!over) {
      stop();
      loop.execute(owner::closed);
    }
  }

  private void stop() {
    over = true;
    if (limit != null) {
      limit.cancel(false);
    }
    if (timer != null) {
      timer.cancel(false);
    }
  }

  /** Neither sends nor tells anything any more, and leaves the sockets open. */
  void silence() {
    stop();
    lines.forEach(HttpLine::silence);
    while (!queue.isEmpty()) {
      queue.take().bytes().release();
    }
  }
}
