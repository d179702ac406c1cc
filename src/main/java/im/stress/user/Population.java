package im.stress.user;

import im.stress.config.StressSettings;
import im.stress.measure.LoopMeasure;
import im.stress.measure.ShardMeasure;
import im.stress.protocol.Access;
import io.netty.channel.EventLoop;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Consumer;

/**
 * All users of this process. Safe on any thread; each user itself belongs to its event loop, with
 * the others of that loop.
 */
public final class Population {
  private final UserContext context;
  private final AtomicReferenceArray<ImUser> users;
  private final Map<EventLoop, LoopUsers> loops = new ConcurrentHashMap<>();

  /** Nobody is there yet; those who come write as the settings have it. */
  public Population(
      StressSettings settings, int firstUser, int count, Access access, ShardMeasure measure) {
    this(settings, Writing.of(settings), firstUser, count, access, measure);
  }

  /**
   * Nobody is there yet.
   *
   * @param writing what users will write
   * @param firstUser index of the first user of this process
   * @param count how many users may come
   * @param access what the users speak, and to whom
   */
  public Population(
      StressSettings settings,
      Writing writing,
      int firstUser,
      int count,
      Access access,
      ShardMeasure measure) {
    this.context = new UserContext(settings, writing, firstUser, count, access, measure);
    this.users = new AtomicReferenceArray<>(count);
  }

  /** The ramp of all users begins, at a reading of {@link System#nanoTime()}. */
  public void begin(long startNanos) {
    long rampNanos = context.settings.load().rampUp().toNanos();
    context.measure.presence().plan(users.length(), startNanos, rampNanos);
    until(startNanos + rampNanos + context.settings.load().duration().toNanos());
  }

  /**
   * Says when all users stop talking; the grace period follows. Times are readings of {@link
   * System#nanoTime()}.
   */
  public void until(long nanos) {
    context.ending.until(nanos);
  }

  /**
   * Adds a user, on its event loop.
   *
   * @param number position among the users of this process, from 0
   * @param kind number of the population of the simulation that the user belongs to
   */
  public ImUser add(int number, EventLoop eventLoop, int kind) {
    LoopUsers loop = loops.computeIfAbsent(eventLoop, this::newLoop);
    ImUser user = loop.add(context.roster.first() + number, kind);
    users.set(number, user);
    return user;
  }

  private LoopUsers newLoop(EventLoop eventLoop) {
    return new LoopUsers(new UserLoop(context, eventLoop));
  }

  /**
   * Adds a user who connects, does what the settings say until the end, and leaves; on its event
   * loop.
   *
   * @param whenGone called there once, however far it came
   */
  public void live(int number, EventLoop eventLoop, Runnable whenGone) {
    ImUser user = add(number, eventLoop, 0);
    user.connect(
        online -> {
          user.keepAlive(context.settings.heartbeat());
          user.write(context.settings.message());
          user.joinGroup(context.settings.groupMessage());
          user.stay(stillOnline -> leave(user, stillOnline, whenGone));
        });
  }

  private static void leave(ImUser user, boolean online, Runnable whenGone) {
    if (online) {
      user.leave(left -> whenGone.run());
    } else {
      whenGone.run();
    }
  }

  /** Cuts a share of the connections, as {@code im.storm} says. */
  public void storm() {
    context.measure.storm().begin(System.nanoTime());
    loops.values().forEach(LoopUsers::storm);
  }

  /** Ends the stay of all users as soon as can be; users who come later turn round at once. */
  public void interrupt() {
    context.ending.interrupt();
    loops.values().forEach(LoopUsers::endNow);
  }

  /** Closes the ledgers of all users, and what they shared, when all of them are gone. */
  public void settle() {
    LoopMeasure closing = context.measure.newLoop();
    each(user -> user.life.closeLook(closing));
    each(user -> user.life.settle(closing, context.measure.samples()));
    context.groups.settle(closing, context.measure.samples());
    loops.values().forEach(LoopUsers::close);
  }

  private void each(Consumer<ImUser> what) {
    for (int i = 0; i < users.length(); i++) {
      ImUser user = users.get(i);
      if (user != null) {
        what.accept(user);
      }
    }
  }
}
