package im.stress.user;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import im.stress.report.Summary;
import im.stress.server.ImServer;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.json.JsonObjectDecoder;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Users of the preset {@code chat-server} over TCP, against the embedded server and a bad one. */
@Timeout(60)
class ChatServerIT {
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir Path folder;
  private final EventLoopGroup loop = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());

  /** What users with these ids hear after their login, in ISO 8859-1. */
  private final Map<Integer, String> afterLogin = new ConcurrentHashMap<>();

  @AfterEach
  void stop() {
    loop.shutdownGracefully(0, 1, TimeUnit.SECONDS).syncUninterruptibly();
  }

  private int start() {
    Channel listener =
        new ServerBootstrap()
            .group(loop)
            .channel(NioServerSocketChannel.class)
            .childHandler(
                new ChannelInitializer<Channel>() {
                  @Override
                  protected void initChannel(Channel channel) {
                    channel.pipeline().addLast(new JsonObjectDecoder(), new Peer());
                  }
                })
            .bind("127.0.0.1", 0)
            .syncUninterruptibly()
            .channel();
    return ((InetSocketAddress) listener.localAddress()).getPort();
  }

  /** Lets everybody in, forwards nothing. */
  private final class Peer extends SimpleChannelInboundHandler<ByteBuf> {
    @Override
    protected void channelRead0(ChannelHandlerContext context, ByteBuf bytes) throws IOException {
      JsonNode message = JSON.readTree(bytes.toString(UTF_8));
      if (message.path("msgid").asInt() == 1) {
        String more = afterLogin.getOrDefault(message.path("id").asInt(), "");
        context.writeAndFlush(
            Unpooled.copiedBuffer("{\"msgid\":2,\"errno\":0}" + more, ISO_8859_1));
      }
    }

    /** Clients may reset. */
    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
      context.close();
    }
  }

  private TestUsers users(int port) {
    return new TestUsers(folder, port)
        .set("target.url", "tcp://127.0.0.1:" + port)
        .set("codec.format", "chat-server")
        .set("codec.template.options.register-on", "1")
        .set("users", "10")
        .set("duration", "1s")
        .set("message.interval", "20ms");
  }

  /**
   * One after the other: the server numbers its accounts as they come, and each is to get its own.
   */
  @Test
  void users_register_log_in_and_hear_each_other() throws IOException, InterruptedException {
    try (ImServer server = TestServer.withTcpRegistration()) {
      Summary summary =
          users(server.tcpPort().getAsInt()).set("users", "4").set("ramp-up", "2s").run();

      assertThat(summary.users().loggedIn()).isEqualTo(4);
      assertThat(summary.connections().lost()).isZero();
      assertThat(summary.messages().sent()).isGreaterThan(50).isEqualTo(server.stats().messages());
      assertThat(summary.messages().delivered()).isEqualTo(summary.messages().sent());
      assertThat(summary.messages().acked()).isNull();
      assertThat(summary.heartbeats()).isNull();
      assertThat(TestUsers.anomalies(summary)).isEmpty();
    }
  }

  /** The splitter sees whole objects in the first two; only the parser can tell. */
  @Test
  void what_can_not_be_read_ends_its_own_connection_alone()
      throws IOException, InterruptedException {
    afterLogin.put(1002, "{\"msgid\":5,\"msg\":\"\u00ff\"}");
    afterLogin.put(1003, "{\"msgid\":nonsense}");
    afterLogin.put(1004, "SSH-2.0-OpenSSH");
    afterLogin.put(1005, "{\"msgid\":77}");

    Summary summary = users(start()).run();

    assertThat(summary.connections().deaths())
        .allSatisfy(death -> assertThat(death.cause()).isEqualTo("codec"));
    assertThat(HostileRun.dead(summary)).isEqualTo(3);
    assertThat(TestUsers.anomalies(summary)).containsEntry("framesMalformed", 3L);
    assertThat(summary.users().loggedIn()).isEqualTo(10);
  }
}
