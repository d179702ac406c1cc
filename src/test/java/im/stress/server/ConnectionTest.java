package im.stress.server;

import static org.assertj.core.api.Assertions.assertThat;

import im.stress.config.ServerSettings;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class ConnectionTest {
  private static final long HOUR = Duration.ofHours(1).toNanos();

  private static EmbeddedChannel channelWith(Stall stall) {
    ServerSettings settings = TestServer.settings(Duration.ZERO);
    Faults none = Faults.parse(List.of());
    ServerContext server = new ServerContext(settings, none, stall, new Counts());
    EmbeddedChannel channel = new EmbeddedChannel();
    channel.pipeline().addLast(new WebSocketConnection(Service.json(server)));
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
}
