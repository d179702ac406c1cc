package im.stress.transport.http;

import im.stress.channel.ConnectionEnd;
import im.stress.channel.HttpAnswer;
import im.stress.channel.RequestFailure;
import im.stress.config.ConnectionSettings;
import im.stress.model.Cause;
import im.stress.transport.NetworkCause;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelException;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOption;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.socket.DuplexChannel;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.ssl.SslHandshakeCompletionEvent;
import io.netty.util.ReferenceCountUtil;
import java.nio.channels.ClosedChannelException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLException;

/**
 * One connection of TCP, with or without TLS, and one request at a time on it: the last handler of
 * its channel. Gathers evidence of its end and tells it once.
 */
final class HttpChannel extends ChannelInboundHandlerAdapter {
  private final Owner owner;
  private final AnswerDecoder decoder = new AnswerDecoder();
  private final AnswerParts parts;
  private Channel channel;
  private ConnectionEnd end;
  private boolean connected;
  private boolean written = true;
  private boolean asked;
  private boolean told;
  private boolean stillOpen;
  private Future<?> limit;

  /** Hears what happens; called on the event loop. */
  interface Owner {
    /** A request may be sent. */
    void connected(HttpChannel channel);

    /**
     * The request is answered, and another may be sent.
     *
     * @param kept whether the server keeps the connection open, as far as it has said
     */
    void answered(HttpChannel channel, HttpAnswer answer, boolean kept);

    /** The connection is over, or could not be made; told once. */
    void over(HttpChannel channel, ConnectionEnd end);
  }

  /** A connection that is still to be made; takes no longer bodies than this. */
  HttpChannel(Owner owner, int maxBodyBytes) {
    this.owner = owner;
    this.parts = new AnswerParts(maxBodyBytes);
  }

  /** Becomes the end of a pipeline that is not connected yet. */
  void addTo(ChannelPipeline pipeline) {
    channel = pipeline.channel();
    pipeline.addLast(decoder, this);
  }

  /** TCP could not be connected. */
  void failed(ConnectionEnd why) {
    endedBy(why);
    tell();
  }

  /** Bytes of a request that have not reached the operating system. */
  long unsentBytes() {
    return channel == null || channel.unsafe().outboundBuffer() == null
        ? 0
        : channel.unsafe().outboundBuffer().totalPendingWriteBytes();
  }

  boolean isConnected() {
    return connected;
  }

  /** At what a request fails for which this connection was meant, if it ends now. */
  RequestFailure failure() {
    if (!connected) {
      return RequestFailure.CONNECT;
    }
    return written ? RequestFailure.READ : RequestFailure.WRITE;
  }

  /** Whether nothing has come of an answer to the request that was sent last. */
  boolean isUnheard() {
    return !parts.hasBegun() && decoder.cutBytes() == 0;
  }

  /** Sends a whole request, in one write; takes ownership of it. */
  void send(ByteBuf request) {
    decoder.expect(RequestHead.isHead(request));
    asked = true;
    written = false;
    channel.writeAndFlush(request).addListener((ChannelFuture sent) -> sent(sent.cause()));
  }

  private void sent(Throwable failure) {
    written = failure == null;
    // What could no longer be written says nothing of why: the end itself is told next.
    if (!written && !(failure instanceof ClosedChannelException)) {
      close(NetworkCause.endOf(failure));
    }
  }

  /** How far the answer has come, for people. */
  String progress() {
    if (!connected) {
      return "not connected";
    }
    if (parts.hasBegun()) {
      return parts.progress();
    }
    int unread = decoder.unread();
    return unread == 0 ? "nothing of an answer" : unread + " bytes that are no whole line";
  }

  /** Closes the connection at once, with this as the evidence. */
  void close(ConnectionEnd evidence) {
    endedBy(evidence);
    if (channel != null) {
      channel.close();
    }
  }

  /**
   * Says that no more requests come, and waits for the server to close, for a limited time. A close
   * at once would be a reset where a byte is unread.
   */
  void finish() {
    ConnectionEnd byUs = ConnectionEnd.of(Cause.CLOSED_BY_US, "");
    if (channel instanceof DuplexChannel duplex && !isEncrypted()) {
      endedBy(byUs);
      duplex.shutdownOutput();
      awaitClose();
    } else {
      close(byUs);
    }
  }

  /**
   * Leaves the connection to the server, which closes it, as one side has said; for a limited time.
   * Who closes first has its port taken for a minute (RFC 9293, TIME-WAIT).
   */
  void leave() {
    endedBy(ConnectionEnd.of(Cause.CLOSED_BY_US, ""));
    awaitClose();
  }

  /** Closes the connection if the server doesn't within some time. */
  void awaitClose() {
    if (channel.isActive()) {
      long nanos = ConnectionSettings.CLOSE_TIMEOUT.toNanos();
      limit = channel.eventLoop().schedule(this::closeStill, nanos, TimeUnit.NANOSECONDS);
    }
  }

  private void closeStill() {
    stillOpen = channel.isActive();
    close(ConnectionEnd.of(Cause.CLOSED_BY_US, ""));
  }

  /** Whether the server had not closed the connection within the time of {@link #awaitClose}. */
  boolean wasStillOpen() {
    return stillOpen;
  }

  /** Closes the connection with a TCP reset. */
  void reset() {
    endedBy(ConnectionEnd.of(Cause.CLOSED_BY_US, "reset"));
    if (channel == null) {
      return;
    }
    try {
      channel.config().setOption(ChannelOption.SO_LINGER, 0);
    } catch (ChannelException alreadyClosed) {
      // Its end is about to be told.
    }
    channel.close();
  }

  /** Reads nothing more, and leaves the socket open. */
  void silence() {
    if (channel != null) {
      channel.config().setAutoRead(false);
    }
  }

  private boolean isEncrypted() {
    return channel.pipeline().get(SslHandler.class) != null;
  }

  @Override
  public void channelActive(ChannelHandlerContext context) {
    if (!isEncrypted()) {
      connected();
    }
  }

  @Override
  public void userEventTriggered(ChannelHandlerContext context, Object event) {
    if (!(event instanceof SslHandshakeCompletionEvent tls)) {
      return;
    }
    if (tls.isSuccess()) {
      connected();
    } else if (tls.cause() instanceof SSLException failure) {
      close(NetworkCause.endOf(failure));
    }
  }

  private void connected() {
    connected = true;
    if (end == null) {
      owner.connected(this);
    } else {
      channel.close();
    }
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    try {
      if (end == null && message instanceof HttpObject part) {
        read(part, context);
      }
    } finally {
      ReferenceCountUtil.release(message);
    }
  }

  private void read(HttpObject part, ChannelHandlerContext context) {
    if (!asked) {
      close(
          ConnectionEnd.of(
              Cause.ANSWER_INVALID, "expected nothing, since nothing was asked, got an answer"));
      return;
    }
    ConnectionEnd problem = parts.take(part, context.alloc());
    int more = parts.isWhole() ? decoder.unread() : 0;
    if (problem != null) {
      close(problem);
    } else if (more > 0) {
      close(
          ConnectionEnd.of(
              Cause.ANSWER_INVALID,
              "expected no more than Content-Length says, got %d more bytes".formatted(more)));
    } else if (parts.isWhole()) {
      answered();
    }
  }

  private void answered() {
    // Of an answer whose end is told by the close, nothing is left to be kept.
    boolean kept = parts.isKept() && channel.isActive();
    int status = parts.status();
    String location = parts.location();
    ByteBuf body = parts.takeBody();
    asked = false;
    try {
      owner.answered(this, new HttpAnswer(status, location, decoder.takeAnswerBytes(), body), kept);
    } finally {
      body.release();
    }
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    if (cause instanceof ClosedChannelException) {
      context.close();
    } else {
      close(NetworkCause.endOf(cause));
    }
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) {
    endedBy(closedByServer());
    tell();
  }

  private ConnectionEnd closedByServer() {
    if (!connected) {
      return ConnectionEnd.of(Cause.CLOSED_BY_SERVER, "closed during the TLS handshake");
    }
    if (!asked) {
      return ConnectionEnd.of(Cause.CLOSED_BY_SERVER, "closed between requests");
    }
    if (parts.hasBegun()) {
      return ConnectionEnd.of(Cause.ANSWER_CUT, "closed after " + parts.progress());
    }
    return decoder.cutBytes() > 0
        ? ConnectionEnd.of(Cause.ANSWER_CUT, "closed in the middle of the head of an answer")
        : ConnectionEnd.of(Cause.CLOSED_BY_SERVER, "closed before a byte of the answer");
  }

  /** The first evidence stands; what follows is its consequence. */
  private void endedBy(ConnectionEnd evidence) {
    if (end == null) {
      end = evidence;
    }
  }

  private void tell() {
    if (limit != null) {
      limit.cancel(false);
    }
    if (!told) {
      told = true;
      owner.over(this, end);
    }
  }

  @Override
  public void handlerRemoved(ChannelHandlerContext context) {
    parts.release();
  }
}
