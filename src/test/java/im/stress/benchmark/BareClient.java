package im.stress.benchmark;

import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.handler.codec.http.HttpClientCodec;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketClientProtocolConfig;
import io.netty.handler.codec.http.websocketx.WebSocketClientProtocolHandler;
import io.netty.handler.codec.http.websocketx.WebSocketClientProtocolHandler.ClientHandshakeStateEvent;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;

/**
 * What our client is compared with: Netty on epoll, the same frames at the same rate, and nothing
 * else. No Gatling, no measuring, no reading of what comes; one scheduled task for each user.
 */
public final class BareClient {
  private static final String CONTENT = "x".repeat(64);

  private BareClient() {}

  /** Arguments: port, users, milliseconds between the messages of a user. Runs until killed. */
  public static void main(String[] arguments) throws InterruptedException {
    int port = Integer.parseInt(arguments[0]);
    int users = Integer.parseInt(arguments[1]);
    int intervalMillis = Integer.parseInt(arguments[2]);
    // As many event loops as our client has: Netty's default, twice that, wakes up more often and
    // would cost the bare client what it doesn't cost ours.
    EventLoopGroup loops =
        new MultiThreadIoEventLoopGroup(
            Runtime.getRuntime().availableProcessors(), EpollIoHandler.newFactory());
    for (int user = 0; user < users; user++) {
      connect(loops, port, user, users, intervalMillis);
      Thread.sleep(1);
    }
    Thread.currentThread().join();
  }

  private static void connect(
      EventLoopGroup loops, int port, int user, int users, int intervalMillis) {
    WebSocketClientProtocolConfig config =
        WebSocketClientProtocolConfig.newBuilder()
            .webSocketUri("ws://127.0.0.1:" + port + "/websocket")
            .withUTF8Validator(false)
            .handshakeTimeoutMillis(ClientBenchmark.PATIENCE_SECONDS * 1_000)
            .build();
    new Bootstrap()
        .group(loops)
        .channel(EpollSocketChannel.class)
        .handler(
            new ChannelInitializer<Channel>() {
              @Override
              protected void initChannel(Channel channel) {
                channel
                    .pipeline()
                    .addLast(
                        new HttpClientCodec(),
                        new HttpObjectAggregator(65_536),
                        new WebSocketClientProtocolHandler(config),
                        new User(user, users, intervalMillis));
              }
            })
        .connect("127.0.0.1", port);
  }

  private static final class User extends SimpleChannelInboundHandler<TextWebSocketFrame> {
    private final int user;
    private final int intervalMillis;
    private final byte[] beforeId;
    private final byte[] afterId;
    private long number;

    User(int user, int users, int intervalMillis) {
      this.user = user;
      this.intervalMillis = intervalMillis;
      int to = (user + 1) % users;
      beforeId = bytes("{\"type\":\"chat\",\"id\":\"" + user + "-");
      afterId =
          bytes(
              "\",\"from\":\"u"
                  + user
                  + "\",\"to\":\"u"
                  + to
                  + "\",\"content\":\""
                  + CONTENT
                  + "\"}");
    }

    private static byte[] bytes(String text) {
      return text.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) {
      if (event == ClientHandshakeStateEvent.HANDSHAKE_COMPLETE) {
        String login = "{\"type\":\"login\",\"uid\":\"u" + user + "\",\"token\":\"test-token\"}";
        context.writeAndFlush(
            new TextWebSocketFrame(ByteBufUtil.writeUtf8(context.alloc(), login)));
        context
            .executor()
            .scheduleAtFixedRate(
                () -> send(context),
                intervalMillis + (user * 37L) % intervalMillis,
                intervalMillis,
                TimeUnit.MILLISECONDS);
      }
    }

    private void send(ChannelHandlerContext context) {
      ByteBuf frame = context.alloc().buffer(256);
      frame.writeBytes(beforeId);
      ByteBufUtil.writeAscii(frame, Long.toString(number++));
      frame.writeBytes(afterId);
      context.writeAndFlush(new TextWebSocketFrame(frame), context.voidPromise());
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, TextWebSocketFrame frame) {
      // Nothing is read: what a measuring client does with a frame is what is compared.
    }
  }
}
