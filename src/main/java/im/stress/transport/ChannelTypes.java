package im.stress.transport;

import io.netty.channel.Channel;
import io.netty.channel.EventLoop;
import io.netty.channel.IoEventLoop;
import io.netty.channel.IoHandler;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.channel.uring.IoUringIoHandler;
import io.netty.channel.uring.IoUringSocketChannel;
import java.util.Map;

/** Finds the kind of socket that an event loop can drive. */
final class ChannelTypes {
  private static final Map<Class<? extends IoHandler>, Class<? extends Channel>> SOCKETS =
      Map.of(
          EpollIoHandler.class, EpollSocketChannel.class,
          IoUringIoHandler.class, IoUringSocketChannel.class,
          NioIoHandler.class, NioSocketChannel.class);

  private ChannelTypes() {}

  static Class<? extends Channel> socketFor(EventLoop loop) {
    if (loop instanceof IoEventLoop ioLoop) {
      for (Map.Entry<Class<? extends IoHandler>, Class<? extends Channel>> known :
          SOCKETS.entrySet()) {
        if (ioLoop.isIoType(known.getKey())) {
          return known.getValue();
        }
      }
    }
    throw new IllegalArgumentException(
        "event loop: expected one for epoll, io_uring or NIO, got " + loop.getClass().getName());
  }
}
