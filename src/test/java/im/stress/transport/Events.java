package im.stress.transport;

import static org.awaitility.Awaitility.await;

import im.stress.channel.Connection;
import im.stress.channel.ConnectionEnd;
import im.stress.channel.ConnectionListener;
import io.netty.buffer.ByteBuf;
import io.netty.util.CharsetUtil;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Keeps everything that a connection tells, in order. */
final class Events implements ConnectionListener {
  private final List<String> all = new CopyOnWriteArrayList<>();
  private final List<ConnectionEnd> ends = new CopyOnWriteArrayList<>();
  private volatile Connection connection;
  private volatile Thread thread;
  private volatile long handshakeNanos;

  @Override
  public void opened(Connection opened) {
    connection = opened;
    tell("opened");
  }

  @Override
  public void secured(long startNanos, long endNanos) {
    tell("secured");
    handshakeNanos = endNanos - startNanos;
  }

  @Override
  public void compressionRefused() {
    tell("uncompressed");
  }

  /** What the TLS handshake took. */
  long handshakeNanos() {
    return handshakeNanos;
  }

  @Override
  public void received(ByteBuf message) {
    tell("received " + message.toString(CharsetUtil.UTF_8));
  }

  @Override
  public void ponged(long sequence) {
    tell("ponged " + sequence);
  }

  @Override
  public void ended(ConnectionEnd end) {
    ends.add(end);
    tell("ended " + end.cause());
  }

  private void tell(String event) {
    thread = Thread.currentThread();
    all.add(event);
  }

  /** Waits for an event with this start. */
  Events until(String start) {
    await()
        .pollDelay(Duration.ZERO)
        .pollInterval(Duration.ofMillis(2))
        .until(() -> all.stream().anyMatch(event -> event.startsWith(start)));
    return this;
  }

  List<String> all() {
    return all;
  }

  ConnectionEnd end() {
    return ends.get(0);
  }

  Connection connection() {
    return connection;
  }

  /** The thread of the last event. */
  Thread thread() {
    return thread;
  }
}
