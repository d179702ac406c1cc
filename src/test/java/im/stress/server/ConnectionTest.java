package im.stress.server;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import im.stress.config.ServerSettings;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.flush.FlushConsolidationHandler;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class ConnectionTest {
  private static final long HOUR = Duration.ofHours(1).toNanos();

  private static ServerContext serverWith(Stall stall) {
    ServerSettings settings = TestServer.settings(Duration.ZERO);
    Faults none = Faults.parse(List.of());
    return new ServerContext(settings, none, stall, new Counts());
  }

  private static EmbeddedChannel channelWith(Stall stall) {
    EmbeddedChannel channel = new EmbeddedChannel();
    channel.pipeline().addLast(new WebSocketConnection(Service.json(serverWith(stall))));
    return channel;
  }

  private static TextWebSocketFrame login() {
    return new TextWebSocketFrame("{\"type\":\"login\",\"uid\":\"u1\"}");
  }

  @Test
  void frames_wait_and_reading_stops_in_a_standstill() {
    Stall untilFarAway = new Stall(2 * HOUR, 3 * HOUR, System.nanoTime() - 2 * HOUR);
    EmbeddedChannel channel = channelWith(untilFarAway);
    TextWebSocketFrame frame = login();
    channel.writeInbound(frame);
    assertThat(channel.outboundMessages()).isEmpty();
    assertThat(channel.config().isAutoRead()).isFalse();
    channel.close();
    assertThat(frame.refCnt()).isZero();
  }

  @Test
  void frames_are_answered_at_once_without_a_standstill() {
    EmbeddedChannel channel = channelWith(new Stall(0, 0, 0));
    TextWebSocketFrame frame = login();
    channel.writeInbound(frame);
    assertThat(channel.outboundMessages()).hasSize(1);
    assertThat(frame.refCnt()).isZero();
    channel.releaseOutbound();
  }

  @Test
  void message_over_the_limit_of_unsent_bytes_cuts_nobody_off_who_reads() {
    Service service = Service.json(serverWith(new Stall(0, 0, 0)));
    EmbeddedChannel channel =
        new EmbeddedChannel(
            new FlushConsolidationHandler(256, true), new WebSocketConnection(service));
    channel.config().setWriteBufferWaterMark(new WriteBufferWaterMark(1, 2));
    channel.writeInbound(login());
    assertThat(channel.isOpen()).isTrue();
    assertThat(channel.outboundMessages()).hasSize(1);
    channel.finishAndReleaseAll();
  }

  @Test
  void objects_on_tcp_are_answered_and_released() {
    Service service = Service.chatServer(serverWith(new Stall(0, 0, 0)));
    EmbeddedChannel channel =
        new EmbeddedChannel(new JsonStreamDecoder(100), new TcpConnection(service));
    ByteBuf login = Unpooled.copiedBuffer("{\"msgid\":1,\"id\":7,\"password\":\"\"}", UTF_8);
    channel.writeInbound(login);
    ByteBuf answer = channel.readOutbound();
    assertThat(answer.toString(UTF_8)).contains("\"errno\":0");
    answer.release();
    channel.finishAndReleaseAll();
    assertThat(login.refCnt()).isZero();
  }
}
