package im.stress.user;

import static im.stress.model.Counter.LAST_LOOKS;
import static im.stress.model.Counter.MESSAGES_ACKED;
import static im.stress.model.Counter.MESSAGES_DELIVERED;
import static im.stress.model.Counter.MESSAGES_DUPLICATED;
import static im.stress.model.Counter.MESSAGES_LOST;
import static im.stress.model.Counter.MESSAGES_PASSED_OVER;
import static im.stress.model.Counter.MESSAGES_REFUSED;
import static im.stress.model.Counter.MESSAGES_SENT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import im.stress.config.SettingsLoader;
import im.stress.config.SettingsSources;
import im.stress.config.StressSettings;
import im.stress.measure.EpochClock;
import im.stress.measure.OperationLog;
import im.stress.measure.ShardMeasure;
import im.stress.model.Counter;
import im.stress.model.Metric;
import io.netty.channel.DefaultEventLoop;
import io.netty.channel.EventLoop;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Users who poll: what they are told, miss, and find when they leave. */
@Timeout(60)
class PolledUsersTest {
  private static final int USERS = 3;

  /** More than any window of the ledger holds: what leaves it may still be found. */
  private static final int ENOUGH = 300;

  private final EventLoop loop = new DefaultEventLoop();
  private final Set<String> reasons = ConcurrentHashMap.newKeySet();
  private ShardMeasure measure;

  @AfterEach
  void endLoop() {
    loop.shutdownGracefully(0, 1, TimeUnit.SECONDS);
  }

  private final class Reasons implements OperationLog {
    @Override
    public void answered(Metric operation, long startEpochMillis, long endEpochMillis) {}

    @Override
    public void failed(
        Metric operation, long startEpochMillis, long endEpochMillis, String reason) {
      reasons.add(reason);
    }

    @Override
    public void connectionLost(String phase, String cause) {}
  }

  private long count(Counter counter) {
    return measure.total(counter);
  }

  private static StressSettings settings(Map<String, String> changes) {
    Map<String, String> all = new HashMap<>(changes);
    all.put("im.codec.format", "chat-room");
    all.put("im.users", String.valueOf(USERS));
    all.put("im.message.interval", "5ms");
    all.put("im.message.ledger-window", "16");
    all.put("im.heartbeat.interval", "10ms");
    return SettingsLoader.load(new SettingsSources(all, List.of(), Map.of(), Optional.empty()))
        .settings();
  }

  /** Lets users write and poll until they have written enough, and leave. */
  private void run(FakeRooms.Fate fate, Map<String, String> changes) throws InterruptedException {
    StressSettings settings = settings(changes);
    FakeRooms rooms = new FakeRooms(fate);
    measure = new ShardMeasure(EpochClock.startingNow(), new Reasons());
    Population population =
        new Population(
            settings,
            0,
            USERS,
            TestAccess.through(
                settings,
                (user, endpoint, on, listener) ->
                    on.execute(() -> listener.opened(rooms.new Visitor(on, listener)))),
            measure);
    population.until(System.nanoTime() + TimeUnit.MINUTES.toNanos(10));
    CountDownLatch gone = new CountDownLatch(USERS);
    for (int number = 0; number < USERS; number++) {
      int user = number;
      loop.execute(() -> population.live(user, loop, gone::countDown));
    }
    await().until(() -> count(MESSAGES_SENT) >= ENOUGH);
    population.interrupt();
    assertThat(gone.await(30, TimeUnit.SECONDS)).isTrue();
    population.settle();
  }

  private static Map<String, String> overlap(int millis) {
    return Map.of("im.codec.template.options.overlap", String.valueOf(millis));
  }

  @Test
  void all_that_is_there_is_delivered_once() throws InterruptedException {
    run(FakeRooms.Fate.KEPT, Map.of());

    assertThat(count(MESSAGES_DELIVERED)).isEqualTo(count(MESSAGES_SENT));
    assertThat(count(MESSAGES_ACKED)).isEqualTo(count(MESSAGES_SENT));
    assertThat(count(MESSAGES_DUPLICATED) + count(MESSAGES_PASSED_OVER) + count(MESSAGES_LOST))
        .isZero();
    assertThat(count(LAST_LOOKS)).isEqualTo(USERS);
  }

  @Test
  void what_can_be_seen_too_late_is_passed_over_and_not_lost() throws InterruptedException {
    run(FakeRooms.Fate.BELATED, overlap(0));

    assertThat(count(MESSAGES_PASSED_OVER)).isGreaterThan(ENOUGH / 20);
    assertThat(count(MESSAGES_DELIVERED) + count(MESSAGES_PASSED_OVER))
        .isEqualTo(count(MESSAGES_SENT));
    assertThat(count(MESSAGES_LOST)).isZero();
  }

  @Test
  void an_overlap_finds_it_and_what_is_seen_again_is_no_duplicate() throws InterruptedException {
    run(FakeRooms.Fate.BELATED, overlap(1_000));

    assertThat(count(MESSAGES_DELIVERED)).isEqualTo(count(MESSAGES_SENT));
    assertThat(count(MESSAGES_DUPLICATED)).isZero();
  }

  @Test
  void what_the_last_look_lacks_is_lost() throws InterruptedException {
    run(FakeRooms.Fate.DROPPED, Map.of());

    assertThat(count(MESSAGES_LOST)).isEqualTo(count(MESSAGES_SENT) / 5);
    assertThat(count(MESSAGES_DELIVERED) + count(MESSAGES_LOST)).isEqualTo(count(MESSAGES_SENT));
    assertThat(count(MESSAGES_PASSED_OVER)).isZero();
  }

  @Test
  void what_is_there_twice_is_a_duplicate() throws InterruptedException {
    run(FakeRooms.Fate.DOUBLED, Map.of());

    assertThat(count(MESSAGES_DUPLICATED)).isEqualTo(count(MESSAGES_SENT) / 5);
    assertThat(count(MESSAGES_DELIVERED)).isEqualTo(count(MESSAGES_SENT));
  }

  @Test
  void an_error_with_a_good_status_is_a_refusal() throws InterruptedException {
    run(FakeRooms.Fate.REFUSED, Map.of());

    assertThat(count(MESSAGES_REFUSED)).isEqualTo(count(MESSAGES_SENT) / 5);
  }

  @Test
  void a_redirect_is_a_refusal_that_says_where_to() throws InterruptedException {
    run(FakeRooms.Fate.MOVED, Map.of());

    assertThat(reasons).contains("refused with code 302: a redirect to /in, which is not followed");
  }
}
