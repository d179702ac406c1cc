package im.stress.server;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.UnpooledByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PongWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketServerHandshakerFactory;
import io.netty.handler.codec.http.websocketx.extensions.WebSocketServerExtensionHandler;
import io.netty.handler.codec.http.websocketx.extensions.WebSocketServerExtensionHandshaker;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslHandler;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import javax.net.ssl.ExtendedSSLSession;
import javax.net.ssl.SNIHostName;

/**
 * A server of format {@code json} that misbehaves by {@link Script}. One thread, on which all steps
 * run; no connection is ever closed but by a script or the client.
 */
public final class HostileServer implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** Ours may be over the client's limit on purpose. */
  private static final int MAX_FRAME_BYTES = 1 << 24;

  private final EventLoopGroup loop = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
  private final AtomicInteger accepted = new AtomicInteger();
  private final Map<String, Peer> byUid = new ConcurrentHashMap<>();
  private final List<Peer> peers = new CopyOnWriteArrayList<>();
  private final IntFunction<Script> scripts;
  private final SslContext tls;
  private final WebSocketServerExtensionHandshaker compression;
  private final Channel listener;

  private HostileServer(
      IntFunction<Script> scripts, SslContext tls, WebSocketServerExtensionHandshaker compression) {
    this.scripts = scripts;
    this.tls = tls;
    this.compression = compression;
    this.listener = listen();
  }

  /** Treats the first connections by these scripts, one each, and the further ones well. */
  public static HostileServer towardsTheFirst(Script... each) {
    return new HostileServer(
        number -> number < each.length ? each[number] : Script.GOOD, null, null);
  }

  /** Treats every connection by this script. */
  public static HostileServer towardsAll(Script script) {
    return new HostileServer(number -> script, null, null);
  }

  /** Treats every connection well, over TLS. */
  public static HostileServer withTls(SslContext tls) {
    return new HostileServer(number -> Script.GOOD, tls, null);
  }

  /** Treats every connection by this script, and compresses in this way. */
  public static HostileServer compressing(
      WebSocketServerExtensionHandshaker compression, Script script) {
    return new HostileServer(number -> script, null, compression);
  }

  private Channel listen() {
    return new ServerBootstrap()
        .group(loop)
        .channel(NioServerSocketChannel.class)
        .childOption(ChannelOption.ALLOCATOR, new UnpooledByteBufAllocator(false))
        .childOption(ChannelOption.ALLOW_HALF_CLOSURE, true)
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

  /** The port of the loopback address that it listens on. */
  public int port() {
    return ((InetSocketAddress) listener.localAddress()).getPort();
  }

  /** All connections so far, in the order of accepting. */
  public List<Peer> peers() {
    return peers;
  }

  private void accept(Channel channel) {
    Peer peer = new Peer(channel, scripts.apply(accepted.getAndIncrement()));
    peers.add(peer);
    if (!peer.script.accepted(peer)) {
      if (tls != null) {
        SslHandler handler = tls.newHandler(channel.alloc());
        channel.pipeline().addLast(handler);
        handler.handshakeFuture().addListener(done -> peer.serverName = nameIn(handler));
      }
      channel.pipeline().addLast(new HttpServerCodec(), new HttpObjectAggregator(8_192));
      if (compression != null) {
        channel.pipeline().addLast(new WebSocketServerExtensionHandler(compression));
      }
      channel.pipeline().addLast(new Handshake(peer));
    }
  }

  /** What the client said whom it wants to talk to (RFC 6066 section 3); empty = nothing. */
  private static String nameIn(SslHandler tls) {
    return tls.engine().getSession() instanceof ExtendedSSLSession session
        ? session.getRequestedServerNames().stream()
            .map(name -> ((SNIHostName) name).getAsciiName())
            .collect(Collectors.joining())
        : "";
  }

  @Override
  public void close() {
    listener.close().syncUninterruptibly();
    loop.shutdownGracefully(0, 1, TimeUnit.SECONDS);
  }

  private final class Handshake extends SimpleChannelInboundHandler<FullHttpRequest> {
    private final Peer peer;

    Handshake(Peer peer) {
      this.peer = peer;
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, FullHttpRequest request) {
      peer.target = request.uri();
      peer.headers = request.headers();
      peer.webSocketKey = request.headers().get("Sec-WebSocket-Key", "");
      peer.upgrade = () -> upgrade(context, request);
      if (!peer.script.upgrade(peer)) {
        peer.upgrade();
      }
    }

    private void upgrade(ChannelHandlerContext context, FullHttpRequest request) {
      context.pipeline().addLast(new Talk(peer));
      new WebSocketServerHandshakerFactory("", null, compression != null, MAX_FRAME_BYTES)
          .newHandshaker(request)
          .handshake(context.channel(), request);
      context.pipeline().remove(this);
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
      peer.failure = cause;
      context.close();
    }
  }

  private final class Talk extends SimpleChannelInboundHandler<WebSocketFrame> {
    private final Peer peer;

    Talk(Peer peer) {
      this.peer = peer;
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, WebSocketFrame frame)
        throws IOException {
      if (frame instanceof TextWebSocketFrame text) {
        taken(peer, JSON.readTree(text.text()));
      } else if (frame instanceof PongWebSocketFrame) {
        peer.pongs.incrementAndGet();
      } else if (frame instanceof CloseWebSocketFrame close) {
        peer.closedWith = close.statusCode();
        if (!peer.script.closing(peer)) {
          peer.frame(close.retain());
          peer.hangUp();
        }
      }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
      peer.failure = cause;
      context.close();
    }
  }

  private void taken(Peer peer, JsonNode message) {
    switch (message.path("type").asText()) {
      case "login" -> login(peer, message.path("uid").asText());
      case "ping" -> {
        peer.heartbeats.incrementAndGet();
        if (!peer.script.ping(peer, message)) {
          peer.text("{\"type\":\"pong\",\"seq\":" + message.path("seq") + "}");
        }
      }
      case "chat" -> {
        if (!peer.script.chat(peer, message)) {
          peer.ack(message.path("id").asText(), 0);
          deliver(message);
        }
      }
      default -> throw new IllegalStateException("no such message: " + message);
    }
  }

  private void login(Peer peer, String uid) {
    peer.uid = uid;
    byUid.put(uid, peer);
    if (!peer.script.login(peer)) {
      peer.acceptLogin();
      peer.script.online(peer);
    }
  }

  private void deliver(JsonNode chat) {
    Peer to = byUid.get(chat.path("to").asText());
    if (to != null) {
      to.push(chat.path("content").asText());
    }
  }
}
