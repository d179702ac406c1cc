package im.stress.user;

import im.stress.channel.Connection;
import im.stress.channel.ConnectionEnd;
import im.stress.channel.ConnectionListener;
import im.stress.channel.FrameKind;
import im.stress.model.Cause;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.util.CharsetUtil;

/** A connection of the format {@code json} without a network: the other side is the test. */
abstract class FakeConnection implements Connection {
  private final ConnectionListener listener;

  FakeConnection(ConnectionListener listener) {
    this.listener = listener;
  }

  /** A frame was sent. */
  abstract void sent(String text);

  /** The other side says this. */
  final void receive(String text) {
    listener.received(Unpooled.copiedBuffer(text, CharsetUtil.US_ASCII));
  }

  final void end(ConnectionEnd end) {
    listener.ended(end);
  }

  @Override
  public ByteBuf newMessage() {
    return Unpooled.buffer();
  }

  @Override
  public final void send(ByteBuf message, FrameKind kind) {
    String text = message.toString(CharsetUtil.US_ASCII);
    message.release();
    sent(text);
  }

  @Override
  public long queuedBytes() {
    return 0;
  }

  @Override
  public void ping(long sequence) {}

  @Override
  public void close() {
    end(ConnectionEnd.of(Cause.CLOSED_BY_US, ""));
  }

  @Override
  public void reset() {
    close();
  }

  @Override
  public void silence() {}
}
