package im.stress.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.embedded.EmbeddedChannel;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class AcceptGuardTest {
  @Test
  void failed_accept_pauses_and_goes_on() {
    EmbeddedChannel listener = new EmbeddedChannel(new AcceptGuard());
    listener.freezeTime();
    listener.pipeline().fireExceptionCaught(new IOException("Too many open files"));
    assertThat(listener.config().isAutoRead()).isFalse();
    listener.advanceTimeBy(AcceptGuard.PAUSE_SECONDS, TimeUnit.SECONDS);
    listener.runScheduledPendingTasks();
    assertThat(listener.config().isAutoRead()).isTrue();
  }
}
