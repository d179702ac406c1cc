package im.stress.transport.http;

import im.stress.channel.Connection;
import im.stress.channel.ConnectionEnd;
import im.stress.channel.ConnectionListener;
import im.stress.channel.FrameKind;
import im.stress.model.Cause;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.channel.EventLoop;

/**
 * What a user of HTTP has for a connection: open from its first connection of TCP until one side of
 * us ends it, whatever becomes of that and of those that follow. Requests wait for one another.
 */
final class HttpConnection implements Connection, HttpPool.Owner {
  /** Room for a request of the chat room; buffers grow where that is too little. */
  private static final int INITIAL_BYTES = 256;

  private final HttpPool pool;
  private final ConnectionListener listener;
  private boolean opened;
  private boolean ended;
  private ConnectionEnd end = ConnectionEnd.of(Cause.CLOSED_BY_US, "");

  private HttpConnection(
      EventLoop loop, HttpPool.Way way, HttpRules rules, ConnectionListener listener) {
    this.pool = new HttpPool(loop, way, rules, 1, this);
    this.listener = listener;
  }

  /** Begins to connect; all that follows is told to the listener. */
  static void open(EventLoop loop, HttpPool.Way way, HttpRules rules, ConnectionListener listener) {
    new HttpConnection(loop, way, rules, listener).pool.open();
  }

  @Override
  public void bytesReceived(int bytes) {
    listener.bytesReceived(bytes);
  }

  @Override
  public void bytesSent(int bytes) {
    listener.bytesSent(bytes);
  }

  @Override
  public void secured(long startNanos, long endNanos) {
    listener.secured(startNanos, endNanos);
  }

  @Override
  public void connected() {
    if (!opened) {
      opened = true;
      listener.opened(this);
    }
  }

  @Override
  public void notConnected(ConnectionEnd why) {
    tellEnd(why);
  }

  @Override
  public void lostBetweenRequests(ConnectionEnd why) {
    listener.lostBetweenRequests(why);
  }

  @Override
  public void closed() {
    tellEnd(end);
  }

  private void tellEnd(ConnectionEnd why) {
    if (!ended) {
      ended = true;
      listener.ended(why);
    }
  }

  @Override
  public ByteBuf newMessage() {
    return ByteBufAllocator.DEFAULT.buffer(INITIAL_BYTES);
  }

  @Override
  public long queuedBytes() {
    return pool.queuedBytes();
  }

  @Override
  public void request(ByteBuf request, long tag) {
    pool.request(request, tag, listener);
  }

  /** {@inheritDoc} Never asked for: the settings are refused before. */
  @Override
  public void send(ByteBuf message, FrameKind kind) {
    message.release();
    throw new IllegalStateException("HTTP has requests alone");
  }

  /** {@inheritDoc} Never asked for: the settings are refused before. */
  @Override
  public void ping(long sequence) {
    throw new IllegalStateException("HTTP has no ping frames");
  }

  @Override
  public void close() {
    pool.close();
  }

  @Override
  public void reset() {
    end = ConnectionEnd.of(Cause.CLOSED_BY_US, "reset");
    pool.abort("reset");
  }

  @Override
  public void silence() {
    pool.silence();
  }
}
