package im.stress.transport.http;

import im.stress.channel.ConnectionEnd;
import im.stress.channel.HttpAnswer;
import im.stress.channel.RequestFailure;
import im.stress.channel.RequestListener;
import io.netty.buffer.ByteBuf;

/** A request that is not answered yet. */
final class PendingRequest {
  private final ByteBuf bytes;
  private final long tag;
  private final RequestListener listener;
  private final long deadlineNanos;
  private boolean written;

  /**
   * A request that waits for a connection.
   *
   * @param bytes the whole of it; released when it is answered or has failed
   * @param tag given back to the listener
   * @param deadlineNanos when it is given up, a reading of {@link System#nanoTime()}
   */
  PendingRequest(ByteBuf bytes, long tag, RequestListener listener, long deadlineNanos) {
    this.bytes = bytes;
    this.tag = tag;
    this.listener = listener;
    this.deadlineNanos = deadlineNanos;
  }

  ByteBuf bytes() {
    return bytes;
  }

  RequestListener listener() {
    return listener;
  }

  long deadlineNanos() {
    return deadlineNanos;
  }

  /** It is being written: from now on the server may have it. */
  void writes() {
    written = true;
  }

  void answered(HttpAnswer answer) {
    bytes.release();
    listener.answered(tag, answer);
  }

  void failed(RequestFailure failure, ConnectionEnd end) {
    bytes.release();
    if (written) {
      listener.unanswered(tag, failure, end);
    } else {
      listener.neverSent(tag, failure, end);
    }
  }
}
