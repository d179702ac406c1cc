package im.stress.transport.http;

import im.stress.channel.ConnectionEnd;
import im.stress.channel.RequestFailure;
import im.stress.channel.RequestListener;
import io.netty.buffer.ByteBuf;

/**
 * A request that is not answered yet.
 *
 * @param bytes the whole of it; whoever sends it takes ownership
 * @param tag given back to the listener
 * @param deadlineNanos when it is given up, a reading of {@link System#nanoTime()}
 */
record PendingRequest(ByteBuf bytes, long tag, RequestListener listener, long deadlineNanos) {

  void failed(RequestFailure failure, ConnectionEnd end) {
    listener.unanswered(tag, failure, end);
  }
}
