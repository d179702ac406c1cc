package im.stress.user;

import static im.stress.model.Counter.MESSAGES_BLOCKED;
import static im.stress.model.Counter.MESSAGES_INTENDED;
import static im.stress.model.Counter.MESSAGES_NOT_SENT;
import static im.stress.model.Counter.MESSAGES_SENT;
import static im.stress.model.Counter.MESSAGES_UNACKED;
import static im.stress.model.Counter.REQUESTS_FAILED_CONNECT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import im.stress.channel.ConnectionEnd;
import im.stress.channel.ConnectionListener;
import im.stress.channel.RequestFailure;
import im.stress.config.SettingsLoader;
import im.stress.config.SettingsSources;
import im.stress.config.StressSettings;
import im.stress.measure.EpochClock;
import im.stress.measure.ShardMeasure;
import im.stress.model.Cause;
import io.netty.buffer.ByteBuf;
import io.netty.channel.DefaultEventLoop;
import io.netty.channel.EventLoop;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A user whose requests find a server that takes no connections. */
class UnsentMessagesTest {
  private final EventLoop loop = new DefaultEventLoop();
  private final CountDownLatch gone = new CountDownLatch(1);
  private final TestUsers.CountingLog log = new TestUsers.CountingLog();
  private final ShardMeasure measure = new ShardMeasure(EpochClock.startingNow(), log);

  @AfterEach
  void endLoop() {
    loop.shutdownGracefully(0, 1, TimeUnit.SECONDS);
  }

  private static final class Nobody extends FakeConnection {
    private final EventLoop loop;
    private final ConnectionListener listener;

    Nobody(EventLoop loop, ConnectionListener listener) {
      super(listener);
      this.loop = loop;
      this.listener = listener;
    }

    @Override
    void sent(String text) {
      throw new IllegalStateException(text);
    }

    @Override
    public void request(ByteBuf request, long tag) {
      request.release();
      ConnectionEnd refused = ConnectionEnd.of(Cause.REFUSED, "");
      loop.execute(() -> listener.neverSent(tag, RequestFailure.CONNECT, refused));
    }
  }

  private Population begin(String arrivals) {
    StressSettings settings =
        SettingsLoader.load(
                new SettingsSources(
                    Map.of(
                        "im.codec.format", "http-get",
                        "im.users", "1",
                        "im.message.interval", "10ms",
                        "im.message.arrivals", arrivals,
                        "im.run.grace", "5m"),
                    List.of(),
                    Map.of(),
                    Optional.empty()))
            .settings();
    Population population =
        new Population(
            settings,
            0,
            1,
            TestAccess.through(
                settings,
                (user, endpoint, on, listener) ->
                    on.execute(() -> listener.opened(new Nobody(on, listener)))),
            measure);
    population.until(System.nanoTime() + TimeUnit.MINUTES.toNanos(10));
    loop.execute(() -> population.live(0, loop, gone::countDown));
    return population;
  }

  @ParameterizedTest
  @ValueSource(strings = {"uniform", "closed"})
  void nothing_of_it_counts_as_sent_or_unacked(String arrivals) {
    begin(arrivals);
    await().until(() -> measure.total(MESSAGES_NOT_SENT) >= 3);

    loop.submit(
            () -> {
              long failed = measure.total(MESSAGES_NOT_SENT);
              assertThat(measure.total(REQUESTS_FAILED_CONNECT)).isEqualTo(failed);
              assertThat(measure.total(MESSAGES_SENT)).isBetween(failed, failed + 1);
              assertThat(measure.total(MESSAGES_INTENDED)).isEqualTo(measure.total(MESSAGES_SENT));
              assertThat(measure.total(MESSAGES_UNACKED) + measure.total(MESSAGES_BLOCKED))
                  .isZero();
              assertThat(log.count("ko ACK")).isEqualTo(failed);
            })
        .syncUninterruptibly();
  }

  @Test
  void nobody_waits_at_the_end_for_what_was_not_sent() throws InterruptedException {
    Population population = begin("uniform");
    await().until(() -> measure.total(MESSAGES_NOT_SENT) >= 3);
    population.interrupt();

    assertThat(gone.await(60, TimeUnit.SECONDS)).as("long before the end of the grace").isTrue();
  }

  @Test
  void a_server_that_is_gone_sets_no_pace() {
    begin("closed");
    await().until(() -> measure.total(MESSAGES_NOT_SENT) >= 1);
    await().pollDelay(Duration.ofMillis(350)).until(() -> true);

    assertThat(measure.total(MESSAGES_SENT)).as("one in 100 ms").isBetween(2L, 20L);
  }
}
