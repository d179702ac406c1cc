package im.stress.user;

import static org.awaitility.Awaitility.await;

import im.stress.channel.ConnectionListener;
import im.stress.channel.Endpoint;
import im.stress.config.SettingsLoader;
import im.stress.config.SettingsSources;
import im.stress.config.StressSettings;
import im.stress.measure.EpochClock;
import im.stress.measure.ShardMeasure;
import im.stress.model.Counter;
import io.netty.channel.DefaultEventLoop;
import io.netty.channel.EventLoop;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/**
 * Four users in two groups, and a server of the format {@code json} without a network: it lets join
 * whom the test lets, and pushes a group message to whom the test says. Users 0 and 2 live on one
 * event loop, 1 and 3 on another; a message each 10 ms.
 */
final class FakeGroups implements AutoCloseable {
  private static final int USERS = 4;

  /** Users whose wish to join is refused. */
  final Set<Integer> refused = ConcurrentHashMap.newKeySet();

  /** Users whose wish to join is not answered. */
  final Set<Integer> unanswered = ConcurrentHashMap.newKeySet();

  /** Who gets a message of each user. */
  final Map<Integer, List<Integer>> recipients =
      new ConcurrentHashMap<>(Map.of(0, List.of(1), 1, List.of(0), 2, List.of(3), 3, List.of(2)));

  private final StressSettings settings;
  final Population population;
  private final ShardMeasure measure;
  private final EventLoop[] loops = {new DefaultEventLoop(), new DefaultEventLoop()};
  private final Map<Integer, Peer> peers = new ConcurrentHashMap<>();
  private final Map<Integer, ImUser> users = new ConcurrentHashMap<>();
  private final Map<Integer, CompletableFuture<Void>> leaving = new ConcurrentHashMap<>();

  /** Whether the server doesn't answer the wish to close a connection. */
  volatile boolean closesLate;

  /** With these settings beside those of all tests. */
  FakeGroups(Map<String, String> others) {
    Map<String, String> set = new HashMap<>(others);
    set.put("im.users", Integer.toString(USERS));
    set.put("im.message.interval", "0");
    set.put("im.heartbeat.interval", "0");
    set.putIfAbsent("im.groups.size", "2");
    set.put("im.groups.interval", "10ms");
    set.putIfAbsent("im.run.grace", "100ms");
    settings =
        SettingsLoader.load(new SettingsSources(set, List.of(), Map.of(), Optional.empty()))
            .settings();
    measure = new ShardMeasure(EpochClock.startingNow(), new TestUsers.CountingLog());
    population =
        new Population(settings, 0, USERS, TestAccess.through(settings, this::connect), measure);
    population.until(System.nanoTime() + TimeUnit.MINUTES.toNanos(10));
  }

  private void connect(int user, Endpoint endpoint, EventLoop on, ConnectionListener listener) {
    Peer peer = new Peer(user, listener);
    peers.put(user, peer);
    on.execute(() -> listener.opened(peer));
  }

  EventLoop loop(int user) {
    return loops[user % loops.length];
  }

  /** These users come, join, write, stay and leave. */
  void live(int... users) {
    for (int user : users) {
      live(user, true);
    }
  }

  /** The same of one user, who may be silent; is done when the user leaves. */
  CompletableFuture<Void> live(int user, boolean writes) {
    CompletableFuture<Void> leaves = new CompletableFuture<>();
    leaving.put(user, leaves);
    loop(user).execute(() -> begin(user, writes, leaves));
    return leaves;
  }

  private void begin(int number, boolean writes, CompletableFuture<Void> leaves) {
    ImUser user = population.add(number, loop(number), 0);
    users.put(number, user);
    user.connect(
        online -> {
          user.joinGroup(writes ? settings.groupMessage() : settings.groupMessage().off());
          user.stay(
              stillOnline -> {
                leaves.complete(null);
                user.leave(left -> {});
              });
        });
  }

  /** This user, who stays, leaves before the end; blocks until it has asked for that. */
  void leave(int user) {
    loop(user).submit(() -> users.get(user).leave(left -> {})).syncUninterruptibly();
    leaving.get(user).complete(null);
  }

  /** This user comes and leaves at once; it is told of no group. */
  void visit(int number) {
    loop(number)
        .execute(
            () -> {
              ImUser user = population.add(number, loop(number), 0);
              user.connect(online -> user.leave(left -> {}));
            });
  }

  /** All users stop writing, and leave when all has arrived or the grace is over. */
  void end() {
    population.interrupt();
    await().until(() -> leaving.values().stream().allMatch(CompletableFuture::isDone));
    population.settle();
  }

  long count(Counter counter) {
    return measure.total(counter);
  }

  @Override
  public void close() {
    for (EventLoop loop : loops) {
      loop.shutdownGracefully(0, 1, TimeUnit.SECONDS);
    }
  }

  /** The server's side of one connection. */
  private final class Peer extends FakeConnection {
    private final int user;

    Peer(int user, ConnectionListener listener) {
      super(listener);
      this.user = user;
    }

    @Override
    void sent(String text) {
      if (text.contains("\"login\"")) {
        receive("{\"type\":\"login_ack\",\"code\":0}");
      } else if (text.contains("\"join\"") && !unanswered.contains(user)) {
        receive("{\"type\":\"join_ack\",\"code\":" + (refused.contains(user) ? 403 : 0) + "}");
      } else if (text.contains("\"group_chat\"")) {
        receive("{\"type\":\"group_ack\",\"id\":" + value(text, "id") + ",\"code\":0}");
        String push = "{\"type\":\"group_push\",\"content\":" + value(text, "content") + "}";
        recipients.get(user).forEach(to -> push(to, push));
      }
    }

    @Override
    public void close() {
      if (!closesLate) {
        super.close();
      }
    }

    private void push(int to, String push) {
      Peer peer = peers.get(to);
      if (peer != null) {
        loop(to).execute(() -> peer.receive(push));
      }
    }

    private static String value(String text, String name) {
      return text.replaceAll(".*\"" + name + "\":(\"[^\"]*\").*", "$1");
    }
  }
}
