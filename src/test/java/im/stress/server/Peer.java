package im.stress.server;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOption;
import io.netty.channel.socket.DuplexChannel;
import io.netty.handler.codec.http.EmptyHttpHeaders;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import io.netty.util.CharsetUtil;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** One connection as {@link HostileServer} sees it. */
public final class Peer {
  final Channel channel;
  final Script script;
  Runnable upgrade;
  volatile String uid = "";
  volatile String webSocketKey = "";
  volatile String target = "";
  volatile HttpHeaders headers = EmptyHttpHeaders.INSTANCE;
  volatile String serverName = "";
  volatile int closedWith;
  volatile Throwable failure;
  final AtomicLong pongs = new AtomicLong();
  final AtomicLong heartbeats = new AtomicLong();

  Peer(Channel channel, Script script) {
    this.channel = channel;
    this.script = script;
  }

  /** Id of the user that logged in here; empty before. */
  public String uid() {
    return uid;
  }

  /** Name that the client gave in its TLS handshake; empty = none. */
  public String serverName() {
    return serverName;
  }

  /** Heartbeat messages that came in. */
  public long heartbeats() {
    return heartbeats.get();
  }

  /** Pong frames that came in. */
  public long pongs() {
    return pongs.get();
  }

  /** Code of the client's close frame; 0 = there was none. */
  public int closedWith() {
    return closedWith;
  }

  /** Key that the client gave in its handshake. */
  public String webSocketKey() {
    return webSocketKey;
  }

  /** What a server answers to that key (RFC 6455, section 4.2.2). */
  public String webSocketAccept() {
    try {
      String text = webSocketKey + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";
      byte[] hash =
          MessageDigest.getInstance("SHA-1").digest(text.getBytes(StandardCharsets.US_ASCII));
      return Base64.getEncoder().encodeToString(hash);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Path and query that the client asked for. */
  public String target() {
    return target;
  }

  /** What the client gave in its handshake under this name; empty = nothing. */
  public String header(String name) {
    return String.join("; ", headers.getAll(name));
  }

  /** What the connection failed with; null = it hasn't. */
  public Throwable failure() {
    return failure;
  }

  /** The client's IP address. */
  public String address() {
    return ((InetSocketAddress) channel.remoteAddress()).getAddress().getHostAddress();
  }

  /** Whether the socket is open on this side. */
  public boolean open() {
    return channel.isOpen();
  }

  /** Does this on the server's thread, after what it does now. */
  public void later(Runnable step) {
    channel.eventLoop().execute(step);
  }

  /** Does this on the server's thread, after so many milliseconds. */
  public void after(long millis, Runnable step) {
    channel.eventLoop().schedule(step, millis, TimeUnit.MILLISECONDS);
  }

  /** Sends one text frame. */
  public void text(String text) {
    frame(new TextWebSocketFrame(text));
  }

  /** Answers the upgrade that was asked for, as it should be. */
  public void upgrade() {
    upgrade.run();
  }

  /** Accepts a login. */
  public void acceptLogin() {
    text("{\"type\":\"login_ack\",\"code\":0}");
  }

  /** Acknowledges a message. */
  public void ack(String id, int code) {
    text("{\"type\":\"chat_ack\",\"id\":\"" + id + "\",\"code\":" + code + "}");
  }

  /** Delivers a content. */
  public void push(String content) {
    text("{\"type\":\"push\",\"id\":\"x\",\"content\":\"" + content + "\"}");
  }

  /** Sends a frame. */
  public void frame(WebSocketFrame frame) {
    channel.writeAndFlush(frame);
  }

  /** Puts bytes on the wire as they are, past all encoders. */
  public void raw(ByteBuf bytes) {
    ChannelHandlerContext first = channel.pipeline().firstContext();
    if (first == null) {
      channel.writeAndFlush(bytes);
    } else {
      first.writeAndFlush(bytes);
    }
  }

  /** Puts bytes on the wire as they are, past all encoders. */
  public void raw(int... bytes) {
    ByteBuf buffer = Unpooled.buffer(bytes.length);
    for (int value : bytes) {
      buffer.writeByte(value);
    }
    raw(buffer);
  }

  /** Puts text on the wire as it is, past all encoders. */
  public void raw(String text) {
    raw(Unpooled.copiedBuffer(text, CharsetUtil.ISO_8859_1));
  }

  /** Ends the stream towards the client, and goes on reading. */
  public void halfClose() {
    ((DuplexChannel) channel).shutdownOutput();
  }

  /** Closes the socket without a word. */
  public void hangUp() {
    channel.close();
  }

  /** Closes the socket with a TCP reset. */
  public void reset() {
    channel.config().setOption(ChannelOption.SO_LINGER, 0);
    channel.close();
  }

  /** Reads nothing more. */
  public void stopReading() {
    channel.config().setAutoRead(false);
  }
}
