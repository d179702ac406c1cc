package im.stress.server;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.netty.channel.embedded.EmbeddedChannel;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class AcceptGuardTest {
  @Test
  void failed_accept_is_logged_pauses_and_goes_on() {
    Logger logger = (Logger) LoggerFactory.getLogger(AcceptGuard.class);
    ListAppender<ILoggingEvent> kept = new ListAppender<>();
    kept.start();
    logger.setAdditive(false);
    logger.addAppender(kept);
    try {
      failOneAccept();
    } finally {
      logger.detachAppender(kept);
      logger.setAdditive(true);
    }
    assertThat(kept.list)
        .singleElement()
        .asString()
        .contains("can't accept connections: Too many open files");
  }

  private static void failOneAccept() {
    EmbeddedChannel listener = new EmbeddedChannel(new AcceptGuard());
    listener.freezeTime();
    listener.pipeline().fireExceptionCaught(new IOException("Too many open files"));
    assertThat(listener.config().isAutoRead()).isFalse();
    listener.advanceTimeBy(AcceptGuard.PAUSE_SECONDS, TimeUnit.SECONDS);
    listener.runScheduledPendingTasks();
    assertThat(listener.config().isAutoRead()).isTrue();
  }
}
