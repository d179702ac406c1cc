package im.stress.user;

import static org.assertj.core.api.Assertions.assertThat;

import im.stress.channel.ConnectionListener;
import im.stress.config.SettingsLoader;
import im.stress.config.SettingsSources;
import im.stress.config.StressSettings;
import im.stress.measure.EpochClock;
import im.stress.measure.ShardMeasure;
import im.stress.model.Counter;
import io.netty.channel.DefaultEventLoop;
import io.netty.channel.EventLoop;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** An event loop that stands still makes up no faults of the server. */
class StandstillTest {
  private static final int USERS = 2;
  private static final String LOGIN = "\"login\"";
  private static final String HEARTBEAT = "\"ping\"";

  private final StressSettings settings =
      SettingsLoader.load(
              new SettingsSources(
                  Map.of(
                      "im.message.interval", "20ms",
                      "im.message.ack-timeout", "200ms",
                      "im.heartbeat.interval", "20ms",
                      "im.heartbeat.timeout", "200ms",
                      "im.heartbeat.max-missed", "1",
                      "im.login.timeout", "200ms",
                      "im.run.grace", "100ms"),
                  List.of(),
                  Map.of(),
                  Optional.empty()))
          .settings();
  private final TestUsers.CountingLog log = new TestUsers.CountingLog();
  private final ShardMeasure measure = new ShardMeasure(EpochClock.startingNow(), log);
  private final EventLoop loop = new DefaultEventLoop();
  private final CountDownLatch gone = new CountDownLatch(USERS);
  private final Population population =
      new Population(
          settings,
          0,
          USERS,
          TestAccess.through(
              settings,
              (user, endpoint, on, listener) ->
                  on.execute(() -> listener.opened(new Server(listener)))),
          measure);
  private String standstillAfter = "";
  private boolean stoodStill;

  @AfterEach
  void endLoop() {
    loop.shutdownGracefully(0, 1, TimeUnit.SECONDS);
  }

  /**
   * Answers logins, unless the test is about them, and each heartbeat after a while; no message.
   */
  private final class Server extends FakeConnection {
    Server(ConnectionListener listener) {
      super(listener);
    }

    @Override
    void sent(String text) {
      if (text.contains(standstillAfter)) {
        standStillOnce();
      }
      if (text.contains(LOGIN) && !standstillAfter.equals(LOGIN)) {
        receive("{\"type\":\"login_ack\",\"code\":0}");
      } else if (text.contains(HEARTBEAT)) {
        loop.schedule(() -> receive("{\"type\":\"pong\"}"), 20, TimeUnit.MILLISECONDS);
      }
    }
  }

  private void standStillOnce() {
    if (!stoodStill) {
      stoodStill = true;
      loop.execute(this::standStill);
    }
  }

  private void standStill() {
    try {
      TimeUnit.MILLISECONDS.sleep(500); // the standstill itself
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    loop.schedule(population::interrupt, 400, TimeUnit.MILLISECONDS);
  }

  private void liveWithStandstillAfter(String frame) throws InterruptedException {
    standstillAfter = frame;
    // All in one task: nobody comes after the standstill that the first one brings about.
    loop.execute(
        () -> {
          for (int number = 0; number < USERS; number++) {
            population.live(number, loop, gone::countDown);
          }
        });
    assertThat(gone.await(10, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void heartbeats_that_expire_in_a_standstill_end_no_connection() throws InterruptedException {
    liveWithStandstillAfter(HEARTBEAT);

    assertThat(measure.total(Counter.HEARTBEATS_MISSED_IN_STANDSTILL))
        .isGreaterThan(10)
        .isLessThanOrEqualTo(measure.total(Counter.HEARTBEATS_MISSED));
    assertThat(measure.total(Counter.CONNECTIONS_LOST)).isZero();
    assertThat(measure.total(Counter.USERS_LEFT)).isEqualTo(USERS);
  }

  /** Those of the time after it are the server's alone, which never answers. */
  @Test
  void messages_that_expire_in_a_standstill_are_counted_apart() throws InterruptedException {
    liveWithStandstillAfter(HEARTBEAT);

    long unacked = measure.total(Counter.MESSAGES_UNACKED);
    assertThat(unacked).isEqualTo(measure.total(Counter.MESSAGES_SENT)).isGreaterThan(30);
    assertThat(measure.total(Counter.MESSAGES_UNACKED_IN_STANDSTILL)).isBetween(20L, unacked - 10);
  }

  @Test
  void logins_that_expire_in_a_standstill_are_not_told_as_the_servers()
      throws InterruptedException {
    liveWithStandstillAfter(LOGIN);

    assertThat(log.count("lost")).isEqualTo(USERS);
    assertThat(log.count("lost login client-standstill")).isEqualTo(USERS);
  }
}
