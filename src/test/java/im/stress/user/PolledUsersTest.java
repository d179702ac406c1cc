package im.stress.user;

import static im.stress.model.Counter.CONNECTIONS_LOST;
import static im.stress.model.Counter.FRAMES_MALFORMED;
import static im.stress.model.Counter.HEARTBEATS_ANSWERED;
import static im.stress.model.Counter.HEARTBEATS_REFUSED;
import static im.stress.model.Counter.HEARTBEATS_SENT;
import static im.stress.model.Counter.LAST_LOOKS;
import static im.stress.model.Counter.LAST_LOOKS_UNANSWERED;
import static im.stress.model.Counter.MESSAGES_ACKED;
import static im.stress.model.Counter.MESSAGES_DELIVERED;
import static im.stress.model.Counter.MESSAGES_DUPLICATED;
import static im.stress.model.Counter.MESSAGES_FATE_UNKNOWN;
import static im.stress.model.Counter.MESSAGES_LOST;
import static im.stress.model.Counter.MESSAGES_PASSED_OVER;
import static im.stress.model.Counter.MESSAGES_REFUSED;
import static im.stress.model.Counter.MESSAGES_SENT;
import static im.stress.model.Counter.MESSAGES_UNSEEN;
import static im.stress.model.Counter.RECONNECTED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import im.stress.channel.ConnectionEnd;
import im.stress.config.SettingsLoader;
import im.stress.config.SettingsSources;
import im.stress.config.StressSettings;
import im.stress.measure.EpochClock;
import im.stress.measure.OperationLog;
import im.stress.measure.ShardMeasure;
import im.stress.model.Cause;
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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Users who poll: what they are told, miss, and find when they leave. */
@Timeout(60)
class PolledUsersTest {
  private static final int USERS = 3;

  /** More than any window of the ledger holds: what leaves it may still be found. */
  private static final int ENOUGH = 300;

  private final EventLoop loop = new DefaultEventLoop();
  private final TestUsers.CountingLog log = new TestUsers.CountingLog();
  private final Set<String> reasons = ConcurrentHashMap.newKeySet();
  private ShardMeasure measure;

  /** How many messages there are at the end, or more. */
  private volatile long enough = ENOUGH;

  @AfterEach
  void endLoop() {
    loop.shutdownGracefully(0, 1, TimeUnit.SECONDS);
  }

  private final class Reasons implements OperationLog {
    @Override
    public void answered(Metric operation, long startEpochMillis, long endEpochMillis) {
      log.answered(operation, startEpochMillis, endEpochMillis);
    }

    @Override
    public void failed(
        Metric operation, long startEpochMillis, long endEpochMillis, String reason) {
      log.failed(operation, startEpochMillis, endEpochMillis, reason);
      reasons.add(reason);
    }

    @Override
    public void connectionLost(String phase, String cause) {
      log.connectionLost(phase, cause);
    }
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
    run(new FakeRooms(fate, FakeRooms.Listing.TOLD), changes, () -> {});
  }

  /** The same, where something else happens before they leave. */
  private void run(FakeRooms rooms, Map<String, String> changes, Runnable beforeTheEnd)
      throws InterruptedException {
    StressSettings settings = settings(changes);
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
    loop.submit(beforeTheEnd).sync();
    await().until(() -> count(MESSAGES_SENT) >= enough);
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

  @ParameterizedTest
  @EnumSource(names = {"LAST_REFUSED", "LAST_UNANSWERED"})
  void without_an_answer_to_the_last_look_nothing_is_called_lost(FakeRooms.Listing listing)
      throws InterruptedException {
    run(
        new FakeRooms(FakeRooms.Fate.DROPPED, listing),
        Map.of("im.heartbeat.timeout", "300ms", "im.heartbeat.max-missed", "0"),
        () -> {});

    assertThat(count(LAST_LOOKS_UNANSWERED)).isEqualTo(USERS);
    assertThat(count(LAST_LOOKS)).isZero();
    assertThat(count(MESSAGES_LOST)).isZero();
    assertThat(count(MESSAGES_UNSEEN)).isGreaterThanOrEqualTo(count(MESSAGES_SENT) / 5);
    assertThat(count(MESSAGES_FATE_UNKNOWN)).isEqualTo(count(MESSAGES_UNSEEN));
    assertThat(count(MESSAGES_DELIVERED) + count(MESSAGES_UNSEEN)).isEqualTo(count(MESSAGES_SENT));
  }

  @Test
  void what_was_written_to_a_user_who_is_offline_at_the_end_is_not_called_lost()
      throws InterruptedException {
    FakeRooms rooms = new FakeRooms(FakeRooms.Fate.DROPPED, FakeRooms.Listing.TOLD);
    run(rooms, Map.of(), () -> rooms.visitors().get(0).end(ConnectionEnd.of(Cause.RESET, "")));

    assertThat(count(LAST_LOOKS_UNANSWERED)).isEqualTo(1);
    assertThat(count(LAST_LOOKS)).isEqualTo(USERS - 1);
    assertThat(count(MESSAGES_UNSEEN)).isPositive();
    assertThat(count(MESSAGES_LOST)).as("of the other one").isPositive();
    assertThat(count(MESSAGES_DELIVERED) + count(MESSAGES_UNSEEN) + count(MESSAGES_LOST))
        .isEqualTo(count(MESSAGES_SENT));
  }

  @Test
  void a_user_whose_polls_are_refused_stays_and_its_heartbeats_do_not_count_as_answered()
      throws InterruptedException {
    run(new FakeRooms(FakeRooms.Fate.KEPT, FakeRooms.Listing.REFUSED), Map.of(), () -> {});

    assertThat(count(CONNECTIONS_LOST)).isZero();
    assertThat(count(HEARTBEATS_REFUSED))
        .isGreaterThan(ENOUGH / 6)
        .isEqualTo(count(HEARTBEATS_SENT));
    assertThat(count(HEARTBEATS_ANSWERED) + count(FRAMES_MALFORMED)).isZero();
    assertThat(log.count("ko HEARTBEAT")).isEqualTo(count(HEARTBEATS_REFUSED));
    assertThat(count(MESSAGES_LOST)).isZero();
  }

  @Test
  void a_user_who_comes_back_goes_on_from_what_it_has_seen() throws InterruptedException {
    FakeRooms rooms = new FakeRooms(FakeRooms.Fate.KEPT, FakeRooms.Listing.TOLD);
    run(
        rooms,
        Map.of("im.reconnect.policy", "fixed", "im.reconnect.delay", "1ms"),
        () -> {
          rooms.visitors().get(0).end(ConnectionEnd.of(Cause.RESET, ""));
          rooms.visitors().get(1).end(ConnectionEnd.of(Cause.RESET, ""));
          enough = 2 * ENOUGH;
        });

    assertThat(count(RECONNECTED)).isEqualTo(2);
    assertThat(count(MESSAGES_DELIVERED)).isEqualTo(count(MESSAGES_SENT));
    assertThat(count(MESSAGES_DUPLICATED)).isZero();
  }

  @Test
  void a_redirect_is_a_refusal_that_says_where_to() throws InterruptedException {
    run(FakeRooms.Fate.MOVED, Map.of());

    assertThat(reasons).contains("refused with code 302: a redirect to /in, which is not followed");
  }
}
