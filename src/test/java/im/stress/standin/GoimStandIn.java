package im.stress.standin;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.handler.codec.LengthFieldBasedFrameDecoder;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.codec.http.websocketx.WebSocketServerProtocolHandler;
import java.util.List;
import java.util.stream.LongStream;

/**
 * Stand-in of goim's comet, on a TCP port and on a WebSocket port with path {@code /sub}: packets
 * with a header of 16 bytes; and of logic, on an HTTP port. What somebody else has logic push,
 * {@link #push} does here.
 */
public final class GoimStandIn extends TcpStandIn {
  static final int HEADER_BYTES = 16;

  /** goim's MaxBodySize. */
  static final int MAX_BODY_BYTES = 4_096;

  /** Operation of a packet whose body holds packets. */
  private static final int BATCH = 9;

  /** Operation of all pushes, unless the caller says otherwise. */
  private static final int MESSAGE = 1_000;

  private static final int MAX_HTTP_BYTES = 8_192;

  private final int webSocketPort;
  private final int logicPort;

  private GoimStandIn() {
    listen();
    webSocketPort = bind(this::acceptWebSocket);
    logicPort = bind(channel -> RestSide.accept(channel, this::logic));
  }

  /** A server on two free ports. */
  public static GoimStandIn start() {
    return new GoimStandIn();
  }

  /** The port for WebSocket; {@link #port} is the one for TCP. */
  public int webSocketPort() {
    return webSocketPort;
  }

  /** The port of logic's HTTP. */
  public int logicPort() {
    return logicPort;
  }

  /** {@code POST /goim/push/mids}: its status is 200 whatever it says. */
  private RestSide.Answer logic(RestSide.Request request) {
    boolean good =
        request.line().equals("POST /goim/push/mids")
            && request.parameter("operation").matches("[0-9]+")
            && request.parameter("mids").matches("[0-9]+");
    if (!good) {
      tally.violation("logic", "expected POST /goim/push/mids?operation=…&mids=…, got " + request);
      return new RestSide.Answer(404, "404 page not found");
    }
    if (!takesMessage()) {
      return new RestSide.Answer(200, "{\"code\":-400,\"message\":\"\"}");
    }
    deliver(
        Integer.parseInt(request.parameter("operation")),
        List.of(request.body()),
        List.of(request.parameter("mids")));
    return new RestSide.Answer(200, "{\"code\":0,\"message\":\"\"}");
  }

  @Override
  void accept(Channel channel) {
    channel
        .pipeline()
        .addLast(
            // The length counts itself: 4 bytes that are read when it is known.
            new LengthFieldBasedFrameDecoder(HEADER_BYTES + MAX_BODY_BYTES, 0, 4, -4, 0),
            new GoimPeer(this, false));
  }

  private void acceptWebSocket(Channel channel) {
    GoimPeer peer = new GoimPeer(this, true);
    channel
        .pipeline()
        .addLast(
            new HttpServerCodec(),
            new HttpObjectAggregator(MAX_HTTP_BYTES),
            new WebSocketServerProtocolHandler("/sub", null, false, HEADER_BYTES + MAX_BODY_BYTES),
            new BinaryFrames(peer),
            peer);
  }

  /** Sends one message to each of these users, as {@code POST /goim/push/mids?operation=1000}. */
  public void push(String content, long... mids) {
    pushAll(MESSAGE, List.of(content), mids);
  }

  /**
   * Sends messages to each of these users, for each user in one batch: over WebSocket packets
   * within a packet, over TCP packets one after the other. A user whose {@code accepts} lacks the
   * operation gets none.
   */
  public void pushAll(int operation, List<String> contents, long... mids) {
    List<String> users = LongStream.of(mids).mapToObj(Long::toString).toList();
    onServerThread(() -> deliver(operation, contents, users));
  }

  private void deliver(int operation, List<String> contents, List<String> users) {
    users.stream()
        .flatMap(user -> peers(user).stream())
        .map(peer -> (GoimPeer) peer)
        .filter(peer -> peer.accepts(operation))
        .forEach(peer -> push(peer, operation, contents));
  }

  private void push(GoimPeer peer, int operation, List<String> contents) {
    ByteBuf packets = Unpooled.buffer();
    for (String content : contents) {
      if (countsPush()) {
        packets.writeBytes(packet(operation, 0, Unpooled.copiedBuffer(content, UTF_8)));
      }
    }
    if (packets.isReadable()) {
      peer.send(peer.overWebSocket() ? packet(BATCH, 0, packets) : packets);
    }
  }

  /** A packet with its header. */
  static ByteBuf packet(int operation, int seq, ByteBuf body) {
    return Unpooled.buffer()
        .writeInt(HEADER_BYTES + body.readableBytes())
        .writeShort(HEADER_BYTES)
        .writeShort(1)
        .writeInt(operation)
        .writeInt(seq)
        .writeBytes(body);
  }
}
