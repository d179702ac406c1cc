package im.stress.seam;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.ByteBuf;
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
import io.netty.handler.codec.LineBasedFrameDecoder;
import java.net.InetSocketAddress;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;

/**
 * Speaks the toy protocol. Each of its lines leaves in two writes, the second half of one with the
 * first half of the next, so that no read of the client holds just a line. One thread.
 */
final class ToyServer implements AutoCloseable {
  private final EventLoopGroup loop = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
  private final Map<String, Peer> peers = new HashMap<>();
  private final Map<String, LongAdder> heard = new ConcurrentHashMap<>();
  private final boolean logsIn;
  private final boolean countsUp;
  private final Channel listener;

  ToyServer(boolean logsIn, boolean countsUp) {
    this.logsIn = logsIn;
    this.countsUp = countsUp;
    this.listener =
        new ServerBootstrap()
            .group(loop)
            .channel(NioServerSocketChannel.class)
            .childOption(ChannelOption.TCP_NODELAY, true)
            .childHandler(
                new ChannelInitializer<Channel>() {
                  @Override
                  protected void initChannel(Channel channel) {
                    channel.pipeline().addLast(new LineBasedFrameDecoder(1_000), new Peer(channel));
                  }
                })
            .bind("127.0.0.1", 0)
            .syncUninterruptibly()
            .channel();
  }

  int port() {
    return ((InetSocketAddress) listener.localAddress()).getPort();
  }

  /** How many lines began with this word. */
  long heard(String word) {
    return heard.getOrDefault(word, new LongAdder()).sum();
  }

  @Override
  public void close() {
    loop.shutdownGracefully(0, 1, TimeUnit.SECONDS).syncUninterruptibly();
  }

  private final class Peer extends SimpleChannelInboundHandler<ByteBuf> {
    private final Channel channel;
    private String unsent = "";
    private int taken;

    Peer(Channel channel) {
      this.channel = channel;
    }

    private void say(String line) {
      String all = unsent + line + "\n";
      int half = all.length() - line.length() / 2 - 1;
      channel.writeAndFlush(Unpooled.copiedBuffer(all.substring(0, half), US_ASCII));
      unsent = all.substring(half);
      loop.schedule(this::sayRest, 2, TimeUnit.MILLISECONDS);
    }

    private void sayRest() {
      channel.writeAndFlush(Unpooled.copiedBuffer(unsent, US_ASCII));
      unsent = "";
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, ByteBuf bytes) {
      String line = bytes.toString(US_ASCII);
      String[] words = line.split(" ", -1);
      heard.computeIfAbsent(words[0], word -> new LongAdder()).increment();
      switch (words[0]) {
        case "I" -> {
          peers.put(words[2], this);
          if (logsIn) {
            say("PROVE 7-");
          }
        }
        case "SECRET" -> {
          say(words[1].equals("7-test-token") ? "WELCOME you" : "NO who are you");
          say("ALIVE? 1");
        }
        case "BEAT" -> say("BEATEN " + words[1]);
        case "TELL" -> {
          peers.get(words[1]).say("HEAR " + words[3]);
          take(Integer.parseInt(words[2]));
        }
        default -> {}
      }
    }

    /** Up to a number: two at a time, and each number twice. */
    private void take(int number) {
      taken++;
      if (!countsUp) {
        say("TAKEN 0");
      } else if (taken % 2 == 0) {
        say("UPTO " + number);
        say("UPTO " + number);
      }
    }
  }
}
