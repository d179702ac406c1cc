package im.stress.user;

import static org.assertj.core.api.Assertions.assertThat;

import im.stress.channel.ConnectionEnd;
import im.stress.channel.ConnectionListener;
import im.stress.channel.Endpoint;
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
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Users who write as soon as the last message is answered. */
class ClosedLoopTest {
  private static final int USERS = 2;

  private final ShardMeasure measure =
      new ShardMeasure(EpochClock.startingNow(), new TestUsers.CountingLog());
  private final EventLoop loop = new DefaultEventLoop();
  private final List<Server> servers = new CopyOnWriteArrayList<>();
  private StressSettings settings;
  private Population population;
  private boolean answering;

  @BeforeEach
  void begin() {
    begin("60s");
  }

  private void begin(String ackTimeout) {
    Map<String, String> values =
        Map.of(
            "im.users", Integer.toString(USERS),
            "im.message.interval", "1h",
            "im.message.arrivals", "closed",
            "im.message.ack-timeout", ackTimeout,
            "im.heartbeat.interval", "0",
            "im.reconnect.policy", "fixed",
            "im.reconnect.delay", "1ms");
    settings =
        SettingsLoader.load(new SettingsSources(values, List.of(), Map.of(), Optional.empty()))
            .settings();
    population =
        new Population(settings, 0, USERS, TestAccess.through(settings, this::connect), measure);
    population.until(System.nanoTime() + TimeUnit.MINUTES.toNanos(10));
  }

  @AfterEach
  void endLoop() {
    loop.shutdownGracefully(0, 1, TimeUnit.SECONDS);
  }

  private void connect(int user, Endpoint endpoint, EventLoop on, ConnectionListener listener) {
    on.execute(
        () -> {
          Server server = new Server(listener);
          servers.add(server);
          listener.opened(server);
        });
  }

  /** Answers logins, and messages when it is told to. */
  private final class Server extends FakeConnection {
    private final List<String> unanswered = new ArrayList<>();

    Server(ConnectionListener listener) {
      super(listener);
    }

    @Override
    void sent(String text) {
      if (text.contains("\"login\"")) {
        receive("{\"type\":\"login_ack\",\"code\":0}");
        return;
      }
      unanswered.add(text.replaceAll(".*\"id\":\"([^\"]*)\".*", "$1"));
      if (answering) {
        answer(0);
      }
    }

    void answer(int code) {
      String id = unanswered.remove(0);
      receive("{\"type\":\"chat_ack\",\"id\":\"" + id + "\",\"code\":" + code + "}");
    }
  }

  /** One user writes to another who is online; its connection is the first. */
  private ImUser writer() {
    ImUser writer = loop.submit(() -> population.add(0, loop, 0)).syncUninterruptibly().getNow();
    ImUser reader = loop.submit(() -> population.add(1, loop, 0)).syncUninterruptibly().getNow();
    does(() -> writer.connect(ok -> {}));
    Awaitility.await().until(() -> servers.size() == 1);
    does(() -> reader.connect(ok -> {}));
    Awaitility.await().until(() -> measure.total(Counter.USERS_LOGGED_IN) == USERS);
    does(() -> writer.write(settings.message()));
    return writer;
  }

  private void does(Runnable what) {
    loop.submit(what).syncUninterruptibly();
  }

  private void awaitSent(long messages) {
    Awaitility.await().until(() -> count(Counter.MESSAGES_SENT) == messages);
  }

  private long count(Counter counter) {
    return measure.total(counter);
  }

  @Test
  void the_next_message_leaves_with_the_answer_and_not_before() {
    writer();
    awaitSent(1);
    does(() -> assertThat(servers.get(0).unanswered).hasSize(1));
    does(
        () -> {
          servers.get(0).answer(0);
          assertThat(servers.get(0).unanswered).as("sent at once").hasSize(1);
        });
    assertThat(count(Counter.MESSAGES_SENT)).isEqualTo(2);
    assertThat(count(Counter.MESSAGES_ACKED)).isEqualTo(1);
  }

  @Test
  void a_refusal_is_an_answer() {
    writer();
    awaitSent(1);
    does(() -> servers.get(0).answer(403));
    assertThat(count(Counter.MESSAGES_SENT)).isEqualTo(2);
    assertThat(count(Counter.MESSAGES_REFUSED)).isEqualTo(1);
  }

  @Test
  void a_message_that_nobody_answers_holds_the_next_one_up_until_its_timeout() {
    begin("200ms");
    writer();
    Awaitility.await().until(() -> count(Counter.MESSAGES_UNACKED) >= 2);
    assertThat(count(Counter.MESSAGES_SENT))
        .isBetween(count(Counter.MESSAGES_UNACKED), count(Counter.MESSAGES_UNACKED) + 1);
    does(() -> servers.get(0).answer(0)); // late: it moves nothing
    assertThat(count(Counter.ACKS_LATE)).isEqualTo(1);
    assertThat(count(Counter.MESSAGES_SENT))
        .isBetween(count(Counter.MESSAGES_UNACKED), count(Counter.MESSAGES_UNACKED) + 1);
  }

  @Test
  void an_answer_within_the_sending_does_not_keep_the_event_loop() {
    answering = true;
    writer();
    Awaitility.await().until(() -> count(Counter.MESSAGES_ACKED) > 10);
    does(() -> answering = false); // comes to its turn
    assertThat(count(Counter.MESSAGES_SKIPPED)).isZero();
  }

  @Test
  void a_user_who_comes_back_goes_on() {
    writer();
    awaitSent(1);
    does(() -> servers.get(0).end(ConnectionEnd.of(Cause.RESET, "")));
    Awaitility.await().until(() -> servers.size() == 3);
    awaitSent(2);
    does(() -> assertThat(servers.get(2).unanswered).hasSize(1));
    assertThat(count(Counter.MESSAGES_OFFLINE)).isZero();
  }

  @Test
  void without_a_contact_the_user_tries_again_and_not_all_the_time() {
    ImUser writer = loop.submit(() -> population.add(0, loop, 0)).syncUninterruptibly().getNow();
    does(() -> writer.connect(ok -> {}));
    Awaitility.await().until(() -> measure.total(Counter.USERS_LOGGED_IN) == 1);
    does(() -> writer.write(settings.message()));
    Awaitility.await().pollDelay(Duration.ofMillis(350)).until(() -> true);
    assertThat(count(Counter.MESSAGES_SKIPPED)).isBetween(1L, 20L);

    ImUser reader = loop.submit(() -> population.add(1, loop, 0)).syncUninterruptibly().getNow();
    does(() -> reader.connect(ok -> {}));
    awaitSent(1);
  }

  @Test
  void nothing_is_sent_after_the_end() {
    ImUser writer = writer();
    awaitSent(1);
    does(() -> writer.life.loops().until(System.nanoTime()));
    does(() -> servers.get(0).answer(0));
    assertThat(count(Counter.MESSAGES_ACKED)).isEqualTo(1);
    assertThat(count(Counter.MESSAGES_SENT)).isEqualTo(1);
  }
}
