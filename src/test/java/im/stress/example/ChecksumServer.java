package im.stress.example;

import static java.nio.charset.StandardCharsets.US_ASCII;

import im.stress.protocol.UserValues;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.LengthFieldBasedFrameDecoder;
import java.net.InetSocketAddress;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Speaks the protocol of the example, by what {@link ChecksumPeer} says. Where asked for, each byte
 * leaves in a write of its own, or the checksum of a push is wrong. One thread.
 */
final class ChecksumServer implements AutoCloseable {
  private static final int LONGEST = 10_000;

  private final EventLoopGroup loop = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
  private final ChecksumPeer words = new ChecksumPeer();
  private final Map<String, Channel> users = new HashMap<>();
  private final AtomicInteger wrongChecksums = new AtomicInteger();
  private final boolean byteByByte;
  private final int wrongPushes;
  private final Channel listener;

  /** Makes the checksum of the first {@code wrongPushes} pushes wrong. */
  ChecksumServer(boolean byteByByte, int wrongPushes) {
    this.byteByByte = byteByByte;
    this.wrongPushes = wrongPushes;
    listener =
        new ServerBootstrap()
            .group(loop)
            .channel(NioServerSocketChannel.class)
            .childOption(ChannelOption.TCP_NODELAY, true)
            .childHandler(
                new ChannelInitializer<Channel>() {
                  @Override
                  protected void initChannel(Channel channel) {
                    channel
                        .pipeline()
                        .addLast(new LengthFieldBasedFrameDecoder(LONGEST, 0, 4, 4, 0), new Peer());
                  }
                })
            .bind("127.0.0.1", 0)
            .syncUninterruptibly()
            .channel();
  }

  int port() {
    return ((InetSocketAddress) listener.localAddress()).getPort();
  }

  /** Pushes that were sent with a wrong checksum. */
  int wrongChecksums() {
    return wrongChecksums.get();
  }

  @Override
  public void close() {
    loop.shutdownGracefully(0, 1, TimeUnit.SECONDS).syncUninterruptibly();
  }

  private void say(Channel channel, List<byte[]> messages) {
    for (byte[] message : messages) {
      for (int at = 0; byteByByte && at < message.length; at++) {
        channel.writeAndFlush(Unpooled.wrappedBuffer(message, at, 1));
      }
      if (!byteByByte) {
        channel.writeAndFlush(Unpooled.wrappedBuffer(message));
      }
    }
  }

  private final class Peer extends SimpleChannelInboundHandler<ByteBuf> {
    private UserValues user;

    @Override
    protected void channelRead0(ChannelHandlerContext context, ByteBuf bytes) {
      byte[] message = ByteBufUtil.getBytes(bytes);
      Channel channel = context.channel();
      switch (message[ChecksumPeer.BODY]) {
        case 1 -> loggedIn(channel, message);
        case 3 -> {
          say(channel, words.ack(user, message));
          push(message);
        }
        case 6 -> say(channel, words.heartbeatAnswer(user, message));
        default -> throw new IllegalStateException("expected 1, 3 or 6");
      }
    }

    /** A connection that the client has cut. */
    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
      context.close();
    }

    private void loggedIn(Channel channel, byte[] message) {
      String all =
          new String(
              message, ChecksumPeer.BODY + 1, message.length - ChecksumPeer.BODY - 1, US_ASCII);
      user = new UserValues(0, all.substring(0, all.indexOf('\n')), "");
      users.put(user.uid(), channel);
      say(
          channel,
          all.endsWith("\ntest-token") ? words.login(user, message) : words.refusal(user, message));
    }

    private void push(byte[] chat) {
      List<byte[]> pushes = words.push(user, user, chat);
      if (wrongChecksums.get() < wrongPushes) {
        wrongChecksums.incrementAndGet();
        pushes.get(0)[4] ^= 1;
      }
      say(users.get(ChecksumPeer.recipient(chat)), pushes);
    }
  }
}
