package im.stress.standin;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.DecoderException;

/** One connection of a {@link TcpStandIn}. Used on the server's thread only. */
abstract class TcpPeer extends SimpleChannelInboundHandler<ByteBuf> {
  private final TcpStandIn server;
  private String uid = "";
  private Channel channel;

  TcpPeer(TcpStandIn server) {
    this.server = server;
  }

  /** A packet came, whole and alone. */
  abstract void packet(ByteBuf packet);

  /** The connection has ended; what this overrides has to call it. */
  void closed() {
    server.left(this);
  }

  /** Id of the user that logged in here; empty before. */
  final String uid() {
    return uid;
  }

  final boolean loggedIn() {
    return !uid.isEmpty();
  }

  /** From now on this connection is this user's. */
  final void login(String user) {
    uid = user;
    server.loggedIn(this);
  }

  final void violation(String what) {
    server.tally.violation(uid.isEmpty() ? "before login" : uid, what);
  }

  /** Notes a violation after which the real server has no way to go on. */
  final void fatal(String what) {
    violation(what);
    channel.close();
  }

  final void write(Object message) {
    channel.writeAndFlush(message);
  }

  /** Closes the connection; what was written before goes out. */
  final void hangUp() {
    channel.close();
  }

  @Override
  public void handlerAdded(ChannelHandlerContext context) {
    channel = context.channel();
  }

  @Override
  protected void channelRead0(ChannelHandlerContext context, ByteBuf packet) {
    if (channel.isActive()) {
      packet(packet);
    }
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) {
    closed();
  }

  /** Bytes that are no packet are the client's fault; a reset is nobody's. */
  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    if (cause instanceof DecoderException) {
      violation("not a packet: " + cause.getMessage());
    }
    channel.close();
  }
}
