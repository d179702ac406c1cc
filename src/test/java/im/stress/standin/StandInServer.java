package im.stress.standin;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpServerCodec;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;

/**
 * A WebSocket server on the loopback address that keeps each upgrade, lets a {@link Conversation}
 * answer the frames of its connection, and counts. Counts and faults may be used on any thread.
 */
public abstract class StandInServer implements AutoCloseable {
  /** An upgrade request of a test has a token and a few headers. */
  private static final int MAX_REQUEST_BYTES = 8_192;

  final Tally tally = new Tally();
  final Faults faults = new Faults();
  private final EventLoopGroup loop = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
  private final List<Upgrade> upgrades = new CopyOnWriteArrayList<>();
  private Channel listener;

  /** How the real server refuses this upgrade; absent = it accepts it. */
  abstract Optional<Refusal> refusal(Upgrade upgrade);

  /** What answers the frames of a connection. */
  abstract Conversation converse(Upgrade upgrade, Wire wire);

  /** What answers requests of HTTP that are no upgrades; null = the upgrade fails. */
  RestSide.Service rest() {
    return null;
  }

  /** Subprotocols that the server can agree to, with a comma between; null = none. */
  String subprotocols() {
    return null;
  }

  /** Listens on a free port; the last thing that a constructor does. */
  final void listen() {
    listener =
        new ServerBootstrap()
            .group(loop)
            .channel(NioServerSocketChannel.class)
            .childHandler(
                new ChannelInitializer<Channel>() {
                  @Override
                  protected void initChannel(Channel channel) {
                    accept(channel);
                  }
                })
            .bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
            .syncUninterruptibly()
            .channel();
  }

  private void accept(Channel channel) {
    channel
        .pipeline()
        .addLast(
            new HttpServerCodec(),
            new HttpObjectAggregator(MAX_REQUEST_BYTES),
            new Handshake(this, upgrades));
    if (rest() != null) {
      channel.pipeline().addBefore(nameOfLast(channel), "rest", new RestSide(rest()));
    }
  }

  private static String nameOfLast(Channel channel) {
    return channel.pipeline().lastContext().name();
  }

  /** Does this on the server's thread, and waits for its end. */
  final void onServerThread(Runnable step) {
    loop.submit(step).syncUninterruptibly();
  }

  /** The port of the loopback address that it listens on. */
  public int port() {
    return ((InetSocketAddress) listener.localAddress()).getPort();
  }

  /** All upgrades that were asked for, refused ones too, in the order of time. */
  public List<Upgrade> upgrades() {
    return List.copyOf(upgrades);
  }

  /** WebSockets that are open now. */
  public int open() {
    return tally.open.get();
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

  /** Messages whose sender was told that they were taken. */
  public int acks() {
    return tally.acks.get();
  }

  /** Messages written to sessions of their recipients; dropped ones not. */
  public int pushes() {
    return tally.pushes.get();
  }

  /** Messages written to sessions of their own sender. */
  public int echoes() {
    return tally.echoes.get();
  }

  /** Heartbeats that had their answer, from whichever side. */
  public int heartbeatsAnswered() {
    return tally.heartbeats.get();
  }

  /** Receipts that came for a push, each once. */
  public int receipts() {
    return tally.receipts.get();
  }

  /**
   * From now on refuses each login as the real server does, with this reason where it tells one.
   */
  public void refuseLogins(String reason) {
    faults.refuseLogins(reason);
  }

  /** From now on accepts good logins again. */
  public void acceptLogins() {
    faults.acceptLogins();
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
    listener.close().syncUninterruptibly();
    loop.shutdownGracefully(0, 1, TimeUnit.SECONDS);
  }
}
