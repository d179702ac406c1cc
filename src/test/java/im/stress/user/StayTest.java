package im.stress.user;

import static org.assertj.core.api.Assertions.assertThat;

import im.stress.channel.ConnectionEnd;
import im.stress.channel.ConnectionListener;
import im.stress.channel.Endpoint;
import im.stress.config.HeartbeatSettings;
import im.stress.config.MessageSettings;
import im.stress.config.MessageSettings.Contacts;
import im.stress.config.SettingsLoader;
import im.stress.config.SettingsSources;
import im.stress.config.StressSettings;
import im.stress.measure.EpochClock;
import im.stress.measure.ShardMeasure;
import im.stress.model.Cause;
import im.stress.model.Counter;
import io.netty.channel.DefaultEventLoop;
import io.netty.channel.EventLoop;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Users who are told their loops one by one, and leave before the end of the run. */
class StayTest {
  private static final int USERS = 4;

  private final StressSettings settings =
      SettingsLoader.load(
              new SettingsSources(
                  Map.of(
                      "im.users", Integer.toString(USERS),
                      "im.message.interval", "10ms",
                      "im.message.ack-timeout", "60s",
                      "im.heartbeat.interval", "10ms"),
                  List.of(),
                  Map.of(),
                  Optional.empty()))
          .settings();
  private final ShardMeasure measure =
      new ShardMeasure(EpochClock.startingNow(), new TestUsers.CountingLog());
  private final EventLoop loop = new DefaultEventLoop();
  private final Map<Integer, Server> servers = new ConcurrentHashMap<>();
  private final Population population =
      new Population(settings, 0, USERS, TestAccess.through(settings, this::connect), measure);
  private boolean refusing;

  @BeforeEach
  void begin() {
    population.until(System.nanoTime() + TimeUnit.MINUTES.toNanos(10));
  }

  @AfterEach
  void endLoop() {
    loop.shutdownGracefully(0, 1, TimeUnit.SECONDS);
  }

  private void connect(int user, Endpoint endpoint, EventLoop on, ConnectionListener listener) {
    if (refusing) {
      on.execute(() -> listener.ended(ConnectionEnd.of(Cause.REFUSED, "")));
    } else {
      Server server = new Server(listener);
      servers.put(user, server);
      on.execute(() -> listener.opened(server));
    }
  }

  /** Answers logins and keeps the rest. */
  private static final class Server extends FakeConnection {
    private final List<String> chats = new CopyOnWriteArrayList<>();

    Server(ConnectionListener listener) {
      super(listener);
    }

    @Override
    void sent(String text) {
      if (text.contains("\"login\"")) {
        receive("{\"type\":\"login_ack\",\"code\":0}");
      } else if (text.contains("\"chat\"")) {
        chats.add(text);
      } else {
        receive("{\"type\":\"pong\"}");
      }
    }

    void acknowledgeAll() {
      for (String chat : chats) {
        String id = chat.replaceAll(".*\"id\":\"([^\"]*)\".*", "$1");
        receive("{\"type\":\"chat_ack\",\"id\":\"" + id + "\",\"code\":0}");
      }
    }

    long chatsTo(String user) {
      return chats.stream().filter(chat -> chat.contains("\"" + user + "\"")).count();
    }
  }

  private ImUser online(int number) {
    CompletableFuture<ImUser> connected = new CompletableFuture<>();
    loop.execute(
        () -> {
          ImUser user = population.add(number, loop, 0);
          user.connect(ok -> connected.complete(user));
        });
    return connected.join();
  }

  /** Runs this on the loop of the users, and waits for it. */
  private void does(Runnable what) {
    loop.submit(what).syncUninterruptibly();
  }

  private CompletableFuture<Boolean> stay(ImUser user, long millis) {
    CompletableFuture<Boolean> over = new CompletableFuture<>();
    does(() -> user.stay(Duration.ofMillis(millis), over::complete));
    return over;
  }

  private long count(Counter counter) {
    return measure.total(counter);
  }

  @Test
  void who_is_told_nothing_says_nothing() {
    ImUser silent = online(0);
    ImUser heart = online(1);
    does(() -> heart.keepAlive(settings.heartbeat()));

    assertThat(stay(heart, 200).join()).isTrue();
    assertThat(stay(silent, 1).join()).isTrue();
    assertThat(count(Counter.HEARTBEATS_SENT)).isPositive();
    assertThat(count(Counter.MESSAGES_SENT) + count(Counter.MESSAGES_SKIPPED)).isZero();
  }

  @Test
  void the_end_of_a_stay_waits_for_answers_and_sends_no_more() {
    ImUser writer = online(0);
    online(1);
    does(() -> writer.write(settings.message()));
    does(() -> writer.keepAlive(settings.heartbeat()));
    CompletableFuture<Boolean> over = stay(writer, 100);
    Awaitility.await().until(() -> !servers.get(0).chats.isEmpty());

    // A heartbeat loop always has its next tick scheduled, until it is told that it has none.
    Awaitility.await()
        .until(() -> loop.submit(() -> !writer.life.loops().heartbeats().scheduled()).get());
    long sent = count(Counter.MESSAGES_SENT);
    Awaitility.await()
        .during(Duration.ofMillis(200))
        .until(() -> count(Counter.MESSAGES_SENT) == sent && !over.isDone());
    does(() -> servers.get(0).acknowledgeAll());
    assertThat(over.join()).isTrue();
    assertThat(count(Counter.MESSAGES_ACKED)).isEqualTo(count(Counter.MESSAGES_SENT));
    assertThat(count(Counter.MESSAGES_UNACKED)).isZero();
  }

  @Test
  void what_is_due_after_the_end_of_a_stay_is_not_sent_by_a_late_event_loop() {
    ImUser writer = online(0);
    online(1);
    CountDownLatch late = new CountDownLatch(1);
    loop.execute(
        () -> {
          writer.write(settings.message());
          writer.stay(Duration.ofMillis(100), ok -> {});
          RunEndTest.hold(late);
        });
    // At a message each 10 ms, some 50 are due meanwhile, and 10 of them before the end.
    Awaitility.await().pollDelay(Duration.ofMillis(500)).until(() -> true);
    late.countDown();

    Awaitility.await().until(() -> count(Counter.MESSAGES_SENT) > 0);
    does(() -> {});
    assertThat(count(Counter.MESSAGES_SENT)).isBetween(5L, 25L);
  }

  @Test
  void each_kind_of_messages_has_its_size_and_contacts() {
    ImUser small = online(0);
    ImUser large = online(1);
    online(2);
    online(3);
    MessageSettings every = settings.message();
    does(
        () ->
            small.write(
                every.withContacts(Contacts.ring()).withSize("size", 50, settings.connection())));
    does(
        () ->
            large.write(
                every
                    .withContacts(Contacts.friends(2))
                    .withSize("size", 900, settings.connection())));
    Awaitility.await()
        .until(() -> servers.get(1).chats.size() > 3 && servers.get(0).chats.size() > 3);

    assertThat(servers.get(0).chats)
        .allMatch(chat -> contentLength(chat) == 50 && chat.contains(to(1)));
    assertThat(servers.get(1).chats)
        .allMatch(chat -> contentLength(chat) == 900)
        .allMatch(chat -> chat.contains(to(2)) || chat.contains(to(3)))
        .anyMatch(chat -> chat.contains(to(3)));
  }

  private static int contentLength(String chat) {
    return chat.replaceAll(".*\"content\":\"([^\"]*)\".*", "$1").length();
  }

  private String to(int index) {
    return "\"to\":\"" + settings.login().uid(index) + "\"";
  }

  @Test
  void messages_of_all_kinds_to_one_who_leaves_are_lost_in_a_gap() {
    ImUser friendly = online(0);
    ImUser leaving = online(1);
    ImUser friend = online(2);
    ImUser partner = online(3);
    MessageSettings every = settings.message();
    does(() -> friendly.write(every.withContacts(Contacts.friends(2))));
    does(() -> partner.write(every.withContacts(Contacts.friends(3))));
    does(() -> friend.keepAlive(settings.heartbeat()));
    Awaitility.await().until(() -> chatsToLeaving(0) > 2 && chatsToLeaving(3) > 2);

    CompletableFuture<Boolean> left = new CompletableFuture<>();
    does(() -> leaving.leave(left::complete));
    assertThat(left.join()).isTrue();
    does(() -> friendly.life.loops().until(System.nanoTime()));
    does(() -> partner.life.loops().until(System.nanoTime()));
    population.settle();
    assertThat(count(Counter.MESSAGES_LOST)).isEqualTo(count(Counter.MESSAGES_SENT));
    assertThat(count(Counter.MESSAGES_LOST_IN_GAP))
        .as(
            "sender, recipient, sequence, flags of each lost message: %s; sent by 0: %s; by 3: %s",
            Arrays.toString(measure.samples().lost().drain()),
            servers.get(0).chats,
            servers.get(3).chats)
        .isEqualTo(chatsToLeaving(0) + chatsToLeaving(3));
  }

  private long chatsToLeaving(int from) {
    return servers.get(from).chatsTo(settings.login().uid(1));
  }

  @Test
  void planned_time_ends_with_the_stay_be_the_user_online_or_not() {
    ImUser stays = online(0);
    refusing = true;
    ImUser never = online(1);

    assertThat(stay(never, 100).join()).isFalse();
    assertThat(stay(stays, 100).join()).isTrue();
    does(() -> stays.leave(ok -> {}));
    // Each was planned for ten minutes.
    Awaitility.await().until(() -> planned() < 300_000);
    assertThat(planned()).isGreaterThanOrEqualTo(200);
  }

  @Test
  void planned_time_of_a_user_that_never_came_ends_when_it_would_leave() {
    refusing = true;
    ImUser never = online(0);
    does(() -> never.write(settings.message()));
    does(() -> never.leave(ok -> {}));
    population.settle();

    assertThat(planned()).isLessThan(300_000);
    // At a message each 10 ms, ten minutes would be 60,000.
    assertThat(count(Counter.MESSAGES_OFFLINE)).isLessThan(30_000);
  }

  private long planned() {
    return measure.presence().snapshot(System.nanoTime()).userMillisPlanned();
  }

  @Test
  void what_was_due_before_a_user_came_online_is_counted_up_to_the_end_of_its_stay() {
    refusing = true;
    ImUser never = online(0);
    Awaitility.await().pollDelay(Duration.ofMillis(200)).until(() -> true);
    does(() -> never.write(settings.message()));
    does(() -> never.keepAlive(new HeartbeatSettings(Duration.ofMillis(20), Duration.ZERO, 0)));
    assertThat(stay(never, 200).join()).isFalse();

    Awaitility.await().until(() -> count(Counter.MESSAGES_OFFLINE) > 0);
    population.settle();
    long messages = count(Counter.MESSAGES_OFFLINE);
    assertThat(messages).isGreaterThanOrEqualTo(39);
    assertThat(count(Counter.HEARTBEATS_OFFLINE)).isBetween(messages / 2 - 1, messages / 2 + 1);
  }

  @Test
  void a_second_loop_of_a_kind_is_refused() {
    ImUser user = online(0);
    does(() -> user.write(settings.message()));

    assertThat(loop.submit(() -> user.write(settings.message())).awaitUninterruptibly().cause())
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("expected once for each user, got it again");
  }
}
