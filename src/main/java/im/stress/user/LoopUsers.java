package im.stress.user;

import im.stress.config.StormSettings;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * The users of one event loop, and the end that those of them share who stay for it. Belongs to the
 * thread of that event loop.
 */
final class LoopUsers {
  /** How often to look whether everything on its way has arrived. */
  static final long DRAIN_POLL_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

  private final UserLoop loop;
  private final UserContext context;
  private final List<ImUser> users = new ArrayList<>();
  private final Set<ImUser> staying = new LinkedHashSet<>();
  private final WheelTimer end = new End();
  private boolean ending;
  private boolean looked;

  /** Nobody is there yet. */
  LoopUsers(UserLoop loop) {
    this.loop = loop;
    this.context = loop.context;
    context.ending.loopTalks();
  }

  /** A user of the population with this number belongs to this loop from now on. */
  ImUser add(int index, int kind) {
    context.roster.comes(index, kind);
    ImUser user = new ImUser(loop.ofPopulation(kind), this, index);
    users.add(user);
    awaitEnd();
    return user;
  }

  /** A user stays until the end; it is told by {@link ImUser#stayEnded}. */
  void stay(ImUser user) {
    staying.add(user);
    awaitEnd();
  }

  private void awaitEnd() {
    if (!end.scheduled()) {
      loop.wheel.schedule(end, ending ? System.nanoTime() : context.ending.untilNanos());
    }
  }

  /** A user doesn't wait for the end. */
  void gone(ImUser user) {
    staying.remove(user);
  }

  /** Cuts a share of the connections, as {@code im.storm} says; on any thread. */
  void storm() {
    loop.eventLoop.execute(() -> storm(context.settings.storm(), context.settings.run().seed()));
  }

  private void storm(StormSettings storm, long seed) {
    for (ImUser user : List.copyOf(staying)) {
      // The same users each time, for the same seed; ten thousandths.
      if (Math.floorMod(Phases.mix(seed ^ user.life.index()), 10_000) < storm.percent() * 100) {
        user.life.storm(storm.how());
      }
    }
  }

  /** Nobody of this loop sends anything any more; on any thread. */
  void close() {
    if (!loop.eventLoop.isShuttingDown()) {
      loop.eventLoop.execute(loop.lane::close);
    }
  }

  /** The end has come earlier than planned; on any thread. */
  void endNow() {
    loop.eventLoop.execute(() -> loop.wheel.schedule(end, System.nanoTime()));
  }

  /** Nothing is due any more: waits for what is on its way, then lets the users go. */
  private final class End extends WheelTimer {
    @Override
    void fire(long due, long now) {
      long until = context.ending.untilNanos();
      if (now < until) {
        loop.wheel.schedule(this, until);
        return;
      }
      if (!ending) {
        ending = true;
        context.ending.loopIsSilent();
      }
      if (context.ending.isWaitedFor(now)) {
        loop.wheel.schedule(this, now + DRAIN_POLL_NANOS);
        return;
      }
      if (context.traits.polls() && (isLooking(now) || context.ending.isLookedFor())) {
        loop.wheel.schedule(this, now + DRAIN_POLL_NANOS);
        return;
      }
      letGo();
    }

    /** What was written on one event loop may be found on another: all wait for all. */
    private boolean isLooking(long now) {
      boolean looking = false;
      for (ImUser user : staying) {
        looking |= user.looksLast(now);
      }
      if (!looking && !looked) {
        looked = true;
        users.forEach(user -> user.life.closeLook(loop.measure));
        context.ending.loopHasLooked();
      }
      return looking;
    }

    private void letGo() {
      users.forEach(user -> user.life.settle(loop.measure, context.measure.samples()));
      context.groups.settle(loop.measure, context.measure.samples());
      List<ImUser> leaving = List.copyOf(staying);
      staying.clear();
      leaving.forEach(ImUser::stayEnded);
      if (context.ending.interrupted()) {
        users.forEach(user -> user.life.giveUpConnecting());
      }
    }
  }
}
