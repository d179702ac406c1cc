package im.stress.transport.http;

import im.stress.channel.ConnectionEnd;
import im.stress.channel.HttpAnswer;
import im.stress.channel.RequestFailure;
import im.stress.channel.RequestListener;
import io.netty.buffer.ByteBuf;

/**
 * A request that is not answered yet.
 *
 * @param bytes the whole of it; released when it is answered or has failed
 * @param tag given back to the listener
 * @param deadlineNanos when it is given up, a reading of {@link System#nanoTime()}
 */
record PendingRequest(ByteBuf bytes, long tag, RequestListener listener, long deadlineNanos) {

  void answered(HttpAnswer answer) {
    bytes.release();
    listener.answered(tag, answer);
  }

  void failed(RequestFailure failure, ConnectionEnd end) {
    bytes.release();
    listener.unanswered(tag, failure, end);
  }
}
