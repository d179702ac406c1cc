package im.stress.server;

import im.stress.server.chatroom.Reply;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOption;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.DefaultHttpContent;
import io.netty.handler.codec.http.DefaultHttpResponse;
import io.netty.handler.codec.http.DefaultLastHttpContent;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.util.ReferenceCountUtil;
import io.netty.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/**
 * A connection to the HTTP chat room with the architecture {@code events}: answers its requests one
 * after the other on its event loop. A request that comes while the one before is answered closes
 * it.
 */
final class EventsConnection extends ChannelInboundHandlerAdapter {
  private final HttpService service;
  private final ServerContext server;
  private Channel channel;
  private IdleTimer idleTimer;
  private Standstill standstill;
  private Future<?> resetTimer;
  private boolean answering;

  /** A connection that was just accepted. */
  EventsConnection(HttpService service) {
    this.service = service;
    this.server = service.server();
  }

  @Override
  public void handlerAdded(ChannelHandlerContext context) {
    channel = context.channel();
    service.counts().connectionsOpened.increment();
    long idleNanos = server.settings().limits().idleTimeout().toNanos();
    idleTimer = new IdleTimer(channel.eventLoop(), idleNanos, server.stall(), channel::close);
    standstill = new Standstill(server.stall(), channel, this::receive);
    long resetNanos = server.faults().nanos(Fault.RESET_AFTER);
    if (resetNanos > 0) {
      resetTimer = channel.eventLoop().schedule(this::reset, resetNanos, TimeUnit.NANOSECONDS);
    }
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object request) {
    long now = System.nanoTime();
    long stalledNanos = server.stall().remainingNanos(now);
    idleTimer.readAt(now + stalledNanos);
    standstill.take(request, stalledNanos);
  }

  private void receive(Object message) {
    FullHttpRequest request = (FullHttpRequest) message;
    try {
      if (answering) {
        channel.close();
      } else if (request.decoderResult().isFailure()) {
        write(service.malformed(), false);
      } else {
        byte[] body = ByteBufUtil.getBytes(request.content());
        Reply reply = service.answer(request.method().name(), request.uri(), body);
        write(reply, server.settings().http().keepAlive() && HttpUtil.isKeepAlive(request));
      }
    } finally {
      ReferenceCountUtil.release(request);
    }
  }

  private void write(Reply reply, boolean keepAlive) {
    ByteBuf body = Unpooled.wrappedBuffer(reply.body());
    long slowNanos = server.faults().nanos(Fault.SLOW_BODY);
    if (slowNanos == 0) {
      HttpResponseStatus status = HttpResponseStatus.valueOf(reply.status());
      HttpResponse whole = new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, status, body);
      answered(channel.writeAndFlush(withHead(whole, reply, keepAlive)), keepAlive);
    } else {
      writeSlowly(reply, body, keepAlive, slowNanos);
    }
  }

  private void writeSlowly(Reply reply, ByteBuf body, boolean keepAlive, long nanos) {
    answering = true;
    HttpResponseStatus status = HttpResponseStatus.valueOf(reply.status());
    HttpResponse head = new DefaultHttpResponse(HttpVersion.HTTP_1_1, status);
    channel.write(withHead(head, reply, keepAlive), channel.voidPromise());
    ByteBuf half = body.readRetainedSlice(body.readableBytes() / 2);
    channel.writeAndFlush(new DefaultHttpContent(half), channel.voidPromise());
    standstill.later(
        nanos,
        () -> {
          answering = false;
          answered(channel.writeAndFlush(new DefaultLastHttpContent(body)), keepAlive);
        });
  }

  /** Names as the original writes them, so that answers have as many bytes as its own. */
  private static HttpResponse withHead(HttpResponse response, Reply reply, boolean keepAlive) {
    response.headers().set("Content-Type", reply.type()).set("Content-Length", reply.body().length);
    if (!keepAlive) {
      response.headers().set("Connection", "close");
    }
    return response;
  }

  private static void answered(ChannelFuture written, boolean keepAlive) {
    if (!keepAlive) {
      written.addListener(ChannelFutureListener.CLOSE);
    }
  }

  private void reset() {
    service.counts().resets.increment();
    channel.config().setOption(ChannelOption.SO_LINGER, 0);
    channel.close();
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) {
    service.counts().connectionsEnded.increment();
    idleTimer.stop();
    standstill.drop();
    if (resetTimer != null) {
      resetTimer.cancel(false);
    }
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    context.close();
  }
}
