package im.stress.transport;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;

/** Tells a {@link HandshakeWatch} what passes: it stands behind TLS and before everything else. */
final class HandshakeWatcher extends ChannelDuplexHandler {
  private final HandshakeWatch watch;
  private final boolean upgrades;

  /**
   * For a new channel.
   *
   * @param upgrades whether what passes is an upgrade, up to {@link #end}
   */
  HandshakeWatcher(HandshakeWatch watch, boolean upgrades) {
    this.watch = watch;
    this.upgrades = upgrades;
  }

  /** No more is to be seen: the upgrade is done. */
  static void end(ChannelHandlerContext context) {
    HandshakeWatcher watcher = context.pipeline().get(HandshakeWatcher.class);
    if (watcher != null) {
      context.pipeline().remove(watcher);
    }
  }

  @Override
  public void channelActive(ChannelHandlerContext context) {
    watch.connected();
    context.fireChannelActive();
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    if (upgrades && message instanceof ByteBuf bytes) {
      watch.answered(bytes);
    }
    context.fireChannelRead(message);
  }

  @Override
  public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
    if (upgrades && message instanceof ByteBuf bytes) {
      watch.asked(bytes);
    }
    context.write(message, promise);
  }
}
