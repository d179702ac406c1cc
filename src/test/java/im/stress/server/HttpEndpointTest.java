package im.stress.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.embedded.EmbeddedChannel;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class HttpEndpointTest {
  @Test
  void connection_without_a_request_is_closed() {
    ServerContext server = ServerContext.of(TestServer.settings(Duration.ZERO));
    EmbeddedChannel client = new EmbeddedChannel();
    client.freezeTime();
    client.pipeline().addLast(new HttpEndpoint(Service.json(server)));
    client.advanceTimeBy(HttpEndpoint.REQUEST_SECONDS - 1, TimeUnit.SECONDS);
    client.runScheduledPendingTasks();
    assertThat(client.isOpen()).isTrue();
    client.advanceTimeBy(1, TimeUnit.SECONDS);
    client.runScheduledPendingTasks();
    assertThat(client.isOpen()).isFalse();
  }
}
