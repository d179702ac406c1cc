package im.stress.shard;

import im.stress.config.StressSettings;
import im.stress.measure.EpochClock;
import im.stress.measure.OperationLog;
import im.stress.measure.ShardMeasure;
import im.stress.model.Counter;
import im.stress.model.Metric;
import im.stress.target.Targets;
import im.stress.user.Population;
import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.nio.NioIoHandler;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** The users of a warm-up, on event loops of their own, with measures that nobody reads. */
final class WarmUpUsers {
  /**
   * HotSpot compiles a method when it was called 200 times ({@code Tier3InvocationThreshold}); each
   * message passes sending, ack and delivery. Ten times that leaves the compiler time to do it.
   */
  private static final int ENOUGH_MESSAGES = 2_000;

  private static final long POLL_MILLIS = 10;

  /** For the users to leave, and then for the threads to end: milliseconds on an idle machine. */
  private static final long END_MILLIS = 500;

  private final StressSettings settings;
  private final ShardMeasure measure = new ShardMeasure(EpochClock.startingNow(), new Silence());
  private final Population population;
  private final CountDownLatch gone;

  WarmUpUsers(StressSettings settings) {
    this.settings = settings;
    int users = settings.load().users();
    this.gone = new CountDownLatch(users);
    this.population =
        new Population(settings, 0, users, Targets.of(settings, settings.run().id()), measure);
  }

  /** Blocks until enough was played, or until {@code endNanos}; then ends users and threads. */
  void play(long endNanos) throws InterruptedException {
    EventLoopGroup loops = newLoops();
    try {
      population.until(endNanos);
      comeOnline(loops);
      awaitEnough(endNanos);
      population.interrupt();
      gone.await(END_MILLIS, TimeUnit.MILLISECONDS);
    } finally {
      loops.shutdownGracefully(0, 0, TimeUnit.SECONDS).awaitUninterruptibly(END_MILLIS);
    }
  }

  private void awaitEnough(long endNanos) throws InterruptedException {
    boolean over = false;
    while (!over && !enough()) {
      over = gone.await(POLL_MILLIS, TimeUnit.MILLISECONDS) || System.nanoTime() >= endNanos;
    }
  }

  private boolean enough() {
    return measure.total(Counter.USERS_LOGGED_IN) == settings.load().users()
        && measure.total(Counter.MESSAGES_ACKED) >= ENOUGH_MESSAGES;
  }

  /** The kind of event loops that Gatling takes. */
  private static EventLoopGroup newLoops() {
    return new MultiThreadIoEventLoopGroup(
        Runtime.getRuntime().availableProcessors(),
        new DefaultThreadFactory("im-warm-up", true),
        Epoll.isAvailable() ? EpollIoHandler.newFactory() : NioIoHandler.newFactory());
  }

  private void comeOnline(EventLoopGroup loops) {
    int users = settings.load().users();
    long ramp = settings.load().rampUp().toNanos();
    for (int number = 0; number < users; number++) {
      int user = number;
      EventLoop loop = loops.next();
      Runnable life = () -> population.live(user, loop, gone::countDown);
      loop.schedule(life, ramp * number / users, TimeUnit.NANOSECONDS);
    }
  }

  /** Gatling's log hears nothing of a warm-up. */
  private static final class Silence implements OperationLog {
    @Override
    public void answered(Metric operation, long startEpochMillis, long endEpochMillis) {}

    @Override
    public void failed(
        Metric operation, long startEpochMillis, long endEpochMillis, String reason) {}

    @Override
    public void connectionLost(String phase, String cause) {}
  }
}
