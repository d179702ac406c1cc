package im.stress.user;

import static org.assertj.core.api.Assertions.assertThat;

import im.stress.channel.ConnectionEnd;
import im.stress.channel.ConnectionListener;
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
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** Gatling's log keeps each text: a server that makes up codes doesn't fill the memory. */
class LoggedTextsTest {
  private static final int USERS = 20;

  private final StressSettings settings =
      SettingsLoader.load(
              new SettingsSources(
                  Map.of(
                      "im.message.interval",
                      "5ms",
                      "im.run.grace",
                      "10ms",
                      "im.reconnect.policy",
                      "fixed",
                      "im.reconnect.delay",
                      "1ms"),
                  List.of(),
                  Map.of(),
                  Optional.empty()))
          .settings();
  private final Texts texts = new Texts();
  private final ShardMeasure measure = new ShardMeasure(EpochClock.startingNow(), texts);
  private final EventLoop loop = new DefaultEventLoop();
  private final Population population =
      new Population(
          settings,
          0,
          USERS,
          TestAccess.through(
              settings,
              (index, endpoint, eventLoop, listener) ->
                  eventLoop.execute(() -> listener.opened(new Inventive(listener)))),
          measure);
  private final CountDownLatch gone = new CountDownLatch(USERS);
  private int lastCode = 1_000;

  private static final class Texts implements OperationLog {
    private final Set<String> all = ConcurrentHashMap.newKeySet();

    @Override
    public void answered(Metric operation, long startEpochMillis, long endEpochMillis) {}

    @Override
    public void failed(
        Metric operation, long startEpochMillis, long endEpochMillis, String reason) {
      all.add(reason);
    }

    @Override
    public void connectionLost(String phase, String cause) {
      all.add(phase + ": " + cause);
    }

    private long startingWith(String start) {
      return all.stream().filter(text -> text.startsWith(start)).count();
    }
  }

  /** Refuses the first message, closes at the second; each time with a code of its own. */
  private final class Inventive extends FakeConnection {
    private int sent;

    Inventive(ConnectionListener listener) {
      super(listener);
    }

    @Override
    void sent(String text) {
      switch (sent++) {
        case 0 -> receive("{\"type\":\"login_ack\",\"code\":0}");
        case 1 -> receive(refusalOf(text));
        default -> loop.execute(this::closedByServer);
      }
    }

    private String refusalOf(String chat) {
      String id = chat.replaceFirst(".*\"id\":\"(\\w+)\".*", "$1");
      return "{\"type\":\"chat_ack\",\"id\":\"" + id + "\",\"code\":" + ++lastCode + "}";
    }

    private void closedByServer() {
      end(ConnectionEnd.ofMember(Cause.CLOSE.with(++lastCode), ""));
    }

    @Override
    public void reset() {}
  }

  @Test
  void codes_of_the_server_make_a_bounded_number_of_texts() throws InterruptedException {
    population.until(System.nanoTime() + TimeUnit.MINUTES.toNanos(1));
    for (int number = 0; number < USERS; number++) {
      int user = number;
      loop.execute(() -> population.live(user, loop, gone::countDown));
    }

    Awaitility.await().until(() -> measure.total(Counter.CONNECTIONS_LOST) > 100);
    population.interrupt();
    assertThat(gone.await(10, TimeUnit.SECONDS)).isTrue();
    loop.shutdownGracefully(0, 1, TimeUnit.SECONDS);
    assertThat(texts.startingWith("refused with code ")).isEqualTo(50);
    assertThat(texts.startingWith("online: close-")).isEqualTo(50);
    assertThat(texts.startingWith("connection lost: close-")).isEqualTo(50);
    assertThat(texts.all)
        .contains(
            "refused with another code", "online: another cause", "connection lost: another cause");
    assertThat(texts.all).hasSizeLessThan(3 * 51 + 10);
  }
}
