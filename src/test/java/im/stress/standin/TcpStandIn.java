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
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/**
 * A stand-in of an IM server that speaks over TCP, on the loopback address. One thread serves all
 * connections; counts and faults may be used on any thread.
 */
public abstract class TcpStandIn implements AutoCloseable {
  /** As much as the C++ servers take with one read. */
  private static final int READ_BYTES = 65_536;

  private final EventLoopGroup loop = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
  private final Map<String, List<TcpPeer>> online = new HashMap<>();
  private final Set<Integer> lostPushes = ConcurrentHashMap.newKeySet();
  private final Set<Integer> refusedMessages = ConcurrentHashMap.newKeySet();
  private final List<String> violations = new CopyOnWriteArrayList<>();
  private final AtomicInteger logins = new AtomicInteger();
  private final AtomicInteger messages = new AtomicInteger();
  private final AtomicInteger pushes = new AtomicInteger();
  private final AtomicInteger heartbeats = new AtomicInteger();
  private volatile boolean refusing;
  private int duePushes;
  private Channel listener;

  /** Puts decoder and peer into the pipeline of a new connection. */
  abstract void accept(Channel channel);

  /** Listens on a free port. */
  final void listen() {
    listener = bind(this::accept);
  }

  /** Another port with a pipeline of its own. */
  final Channel bind(Consumer<Channel> accept) {
    return new ServerBootstrap()
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
  }

  static int portOf(Channel listener) {
    return ((InetSocketAddress) listener.localAddress()).getPort();
  }

  /** Does this on the server's thread, and waits for its end. */
  final void onServerThread(Runnable step) {
    loop.submit(step).syncUninterruptibly();
  }

  /** Whether there is such a user: 1000 or a higher number, or u0, u1 and so on. */
  static boolean known(String uid) {
    return uid.matches("u[0-9]+|[1-9][0-9]{3,17}");
  }

  /** Notes a login; the peer is found by {@link #peers} until it ends. */
  final void loggedIn(TcpPeer peer) {
    logins.incrementAndGet();
    online.computeIfAbsent(peer.uid(), uid -> new ArrayList<>()).add(peer);
  }

  /** Forgets a connection, whether it was logged in or not. */
  final void left(TcpPeer peer) {
    peers(peer.uid()).remove(peer);
  }

  /** Connections on which this user is logged in; to be changed by this class alone. */
  final List<TcpPeer> peers(String uid) {
    return online.getOrDefault(uid, new ArrayList<>());
  }

  final boolean refusing() {
    return refusing;
  }

  /** Whether the next push goes out; counts it if so. */
  final boolean countsPush() {
    if (lostPushes.contains(++duePushes)) {
      return false;
    }
    pushes.incrementAndGet();
    return true;
  }

  final void countMessage() {
    messages.incrementAndGet();
  }

  /** Whether the message that came now is taken; counts it in any case. */
  final boolean takesMessage() {
    return !refusedMessages.contains(messages.incrementAndGet());
  }

  final void countHeartbeat() {
    heartbeats.incrementAndGet();
  }

  final void violation(String who, String what) {
    violations.add((who + ": " + what).replace('\n', ' '));
  }

  /** The TCP port that it listens on. */
  public int port() {
    return portOf(listener);
  }

  /** What clients did against the protocol, one line each; empty = nothing. */
  public List<String> violations() {
    return List.copyOf(violations);
  }

  /** Logins that were accepted. */
  public int logins() {
    return logins.get();
  }

  /** Messages of clients that came in good form. */
  public int messages() {
    return messages.get();
  }

  /** Messages written to connections of recipients; dropped ones not. */
  public int pushes() {
    return pushes.get();
  }

  /** Heartbeats that had their answer, from whichever side. */
  public int heartbeatsAnswered() {
    return heartbeats.get();
  }

  /** From now on refuses each login as the real server does. */
  public void refuseLogins() {
    refusing = true;
  }

  /** Doesn't write these pushes: 1 = the first of the server. */
  public void dropPush(int... each) {
    Arrays.stream(each).forEach(lostPushes::add);
  }

  /** Refuses these messages: 1 = the first of the server. */
  public void refuseMessage(int... each) {
    Arrays.stream(each).forEach(refusedMessages::add);
  }

  @Override
  public void close() {
    listener.close().syncUninterruptibly();
    loop.shutdownGracefully(0, 1, TimeUnit.SECONDS);
  }
}
