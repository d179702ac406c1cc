package im.stress.user;

import static org.assertj.core.api.Assertions.assertThat;

import im.stress.channel.ConnectionListener;
import im.stress.config.SettingsLoader;
import im.stress.config.SettingsSources;
import im.stress.config.StressSettings;
import im.stress.measure.EpochClock;
import im.stress.measure.ShardMeasure;
import im.stress.model.Counter;
import io.netty.buffer.ByteBuf;
import io.netty.channel.DefaultEventLoop;
import io.netty.channel.EventLoop;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** A send that fails for lack of memory costs this one message, and not those that follow. */
class FailedSendTest {
  private static final int USERS = 2;

  private final StressSettings settings =
      SettingsLoader.load(
              new SettingsSources(
                  Map.of("im.message.interval", "10ms", "im.run.grace", "10ms"),
                  List.of(),
                  Map.of(),
                  Optional.empty()))
          .settings();
  private final ShardMeasure measure =
      new ShardMeasure(EpochClock.startingNow(), new TestUsers.CountingLog());
  private final Population population =
      new Population(
          settings,
          0,
          USERS,
          TestAccess.through(
              settings,
              (index, endpoint, loop, listener) ->
                  loop.execute(() -> listener.opened(new Starved(listener)))),
          measure);
  private final CountDownLatch gone = new CountDownLatch(USERS);

  /** Has memory for one message, the login, and answers it. */
  private static final class Starved extends FakeConnection {
    private boolean loggedIn;

    Starved(ConnectionListener listener) {
      super(listener);
    }

    @Override
    public ByteBuf newMessage() {
      if (loggedIn) {
        throw new OutOfMemoryError("not really");
      }
      return super.newMessage();
    }

    @Override
    void sent(String text) {
      loggedIn = true;
      receive("{\"type\":\"login_ack\",\"code\":0}");
    }
  }

  @Test
  void a_message_loop_outlives_its_failures_and_logs_them() throws InterruptedException {
    try (KeptLog log = KeptLog.of(TimingWheel.class)) {
      run();
      assertThat(log.failures())
          .hasSize((int) measure.total(Counter.MESSAGES_INTENDED))
          .allSatisfy(failure -> assertThat(failure).isInstanceOf(OutOfMemoryError.class));
    }
  }

  private void run() throws InterruptedException {
    population.until(System.nanoTime() + TimeUnit.MINUTES.toNanos(1));
    EventLoop loop = new DefaultEventLoop();
    for (int number = 0; number < USERS; number++) {
      int user = number;
      loop.execute(() -> population.live(user, loop, gone::countDown));
    }

    Awaitility.await().until(() -> measure.total(Counter.MESSAGES_INTENDED) > 10);
    population.interrupt();
    assertThat(gone.await(10, TimeUnit.SECONDS)).isTrue();
    loop.shutdownGracefully(0, 1, TimeUnit.SECONDS);
    long intended = measure.total(Counter.MESSAGES_INTENDED);
    assertThat(measure.total(Counter.MESSAGES_UNACKED)).isEqualTo(intended);
    assertThat(measure.total(Counter.MESSAGES_LOST)).isEqualTo(intended);
    assertThat(measure.total(Counter.USERS_LEFT)).isEqualTo(USERS);
  }
}
