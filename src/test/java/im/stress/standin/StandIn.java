package im.stress.standin;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.FixedRecvByteBufAllocator;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * A stand-in of an IM server, on ports of the loopback address. One thread serves all connections;
 * counts and faults may be used on any thread.
 */
public abstract class StandIn implements AutoCloseable {
  /** As much as the C++ servers among the real ones take with one read. */
  private static final int READ_BYTES = 65_536;

  final Tally tally = new Tally();
  final Faults faults = new Faults();
  private final EventLoopGroup loop = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
  private final List<Channel> listeners = new ArrayList<>();

  /** Puts what answers into the pipeline of a new connection to {@link #port}. */
  abstract void accept(Channel channel);

  /** Listens on a free port; the last thing that a constructor does, but for {@link #bind}. */
  final void listen() {
    bind(this::accept);
  }

  /** Listens on one more port, whose connections have a pipeline of their own; returns it. */
  final int bind(Consumer<Channel> accept) {
    Channel listener =
        new ServerBootstrap()
            .group(loop)
            .channel(NioServerSocketChannel.class)
            .childOption(ChannelOption.RECVBUF_ALLOCATOR, new FixedRecvByteBufAllocator(READ_BYTES))
            .childHandler(
                new ChannelInitializer<Channel>() {
                  @Override
                  protected void initChannel(Channel channel) {
                    accept.accept(channel);
                  }
                })
            .bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
            .syncUninterruptibly()
            .channel();
    listeners.add(listener);
    return portOf(listener);
  }

  private static int portOf(Channel listener) {
    return ((InetSocketAddress) listener.localAddress()).getPort();
  }

  /** Does this on the server's thread, and waits for its end. */
  final void onServerThread(Runnable step) {
    loop.submit(step).syncUninterruptibly();
  }

  /** The port of {@link #listen}. */
  public int port() {
    return portOf(listeners.get(0));
  }

  /** What clients did against the protocol, one line each; empty = nothing. */
  public List<String> violations() {
    return tally.violations();
  }

  /** Logins that were accepted. */
  public int logins() {
    return tally.logins.get();
  }

  /** Messages that came in good form, refused ones ({@link #errorOnSend}) too. */
  public int messages() {
    return tally.messages.get();
  }

  /** Messages written to connections of their recipients; dropped ones not. */
  public int pushes() {
    return tally.pushes.get();
  }

  /** Heartbeats that had their answer, from whichever side. */
  public int heartbeatsAnswered() {
    return tally.heartbeats.get();
  }

  /**
   * From now on refuses each login as the real server does, with this reason where it tells one.
   */
  public void refuseLogins(String reason) {
    faults.refuseLogins(reason);
  }

  /** Doesn't write these pushes (1 = the first of the server); their messages are acknowledged. */
  public void dropPush(int... each) {
    faults.dropPush(each);
  }

  /** Answers these messages (1 = the first of the server) with an error and delivers them not. */
  public void errorOnSend(int... each) {
    faults.errorOnSend(each);
  }

  @Override
  public void close() {
    listeners.forEach(listener -> listener.close().syncUninterruptibly());
    loop.shutdownGracefully(0, 1, TimeUnit.SECONDS);
  }
}
