package im.stress.transport.http;

import im.stress.channel.ConnectionEnd;
import im.stress.model.Cause;
import im.stress.transport.NetworkCause;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.PrematureChannelClosureException;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpStatusClass;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.LastHttpContent;

/** One answer after the other, put together from what the decoder tells. One for a channel. */
final class AnswerParts {
  /** The largest status there is (RFC 9110, section 15). */
  private static final int LAST_STATUS = 599;

  /** A place fits a line; more of it says nothing. */
  private static final int MAX_LOCATION_CHARS = 200;

  private final int maxBodyBytes;
  private HttpResponse head;
  private ByteBuf body = Unpooled.EMPTY_BUFFER;
  private boolean whole;

  /** Takes no longer bodies than this. */
  AnswerParts(int maxBodyBytes) {
    this.maxBodyBytes = maxBodyBytes;
  }

  /**
   * Takes the next part; it stays the caller's.
   *
   * @return what is wrong with it; null = nothing
   */
  ConnectionEnd take(HttpObject part, ByteBufAllocator allocator) {
    if (part.decoderResult().isFailure()) {
      return unreadable(part.decoderResult().cause());
    }
    if (part instanceof HttpResponse response) {
      int status = response.status().code();
      if (status > LAST_STATUS || status < 100 || status == 101) {
        return ConnectionEnd.of(
            Cause.ANSWER_INVALID, "expected a status from 200 to 599, got " + status);
      }
      head = response;
    }
    if (part instanceof HttpContent content) {
      return take(content, allocator);
    }
    return null;
  }

  private ConnectionEnd take(HttpContent content, ByteBufAllocator allocator) {
    boolean last = content instanceof LastHttpContent;
    if (isInterim()) {
      head = last ? null : head;
      return null;
    }
    ByteBuf piece = content.content();
    if (piece.readableBytes() > maxBodyBytes - body.readableBytes()) {
      return ConnectionEnd.of(
          Cause.FRAME_TOO_LARGE,
          "body of an answer: expected at most %d bytes, got more".formatted(maxBodyBytes));
    }
    add(piece, allocator);
    whole = last;
    return null;
  }

  /** Such as 100 and 103: the answer itself is still to come (RFC 9110, section 15.2). */
  private boolean isInterim() {
    return head != null && head.status().codeClass() == HttpStatusClass.INFORMATIONAL;
  }

  private void add(ByteBuf piece, ByteBufAllocator allocator) {
    if (!piece.isReadable()) {
      return;
    }
    if (!body.isReadable()) {
      body = piece.retain();
      return;
    }
    // The second piece makes it a buffer of our own, which grows with those that follow.
    if (!body.isWritable(piece.readableBytes())) {
      int room = 2 * body.readableBytes() + piece.readableBytes();
      ByteBuf grown = allocator.buffer(room).writeBytes(body);
      body.release();
      body = grown;
    }
    body.writeBytes(piece);
  }

  private static ConnectionEnd unreadable(Throwable failure) {
    if (failure instanceof PrematureChannelClosureException) {
      return ConnectionEnd.of(Cause.ANSWER_CUT, "closed in the middle of the head of an answer");
    }
    ConnectionEnd end = NetworkCause.endOf(failure);
    return Cause.FRAME_TOO_LARGE.matches(end.cause())
        ? end
        : ConnectionEnd.of(Cause.ANSWER_INVALID, end.detail());
  }

  /** Whether an answer has come to its end. */
  boolean isWhole() {
    return whole;
  }

  /** Whether an answer, and no interim one, has begun. */
  boolean hasBegun() {
    return head != null && !isInterim();
  }

  int status() {
    return head.status().code();
  }

  /** Where a redirect points to; empty = nowhere. */
  String location() {
    if (head.status().codeClass() != HttpStatusClass.REDIRECTION) {
      return "";
    }
    String location = head.headers().get(HttpHeaderNames.LOCATION, "");
    return location.substring(0, Math.min(location.length(), MAX_LOCATION_CHARS));
  }

  /** Whether the server says, or its version of HTTP does, that the connection stays open. */
  boolean isKept() {
    return HttpUtil.isKeepAlive(head);
  }

  /** How much has come, and how much should. */
  String progress() {
    String sofar = body.readableBytes() + " bytes of the body";
    if (HttpUtil.isTransferEncodingChunked(head)) {
      return sofar + ", and no last chunk";
    }
    long length = HttpUtil.getContentLength(head, -1L);
    return length < 0
        ? sofar + ", of which the end is told by a close alone"
        : body.readableBytes() + " of " + length + " bytes of the body";
  }

  /** The body, which is the caller's from now on; ready for the next answer. */
  ByteBuf takeBody() {
    ByteBuf taken = body;
    head = null;
    body = Unpooled.EMPTY_BUFFER;
    whole = false;
    return taken;
  }

  /** The channel is over. */
  void release() {
    takeBody().release();
  }
}
