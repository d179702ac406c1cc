package im.stress.user;

import im.stress.config.StormSettings;
import im.stress.measure.GroupArrival;
import im.stress.measure.LoopMeasure;
import im.stress.model.Metric;
import im.stress.protocol.Chat;
import im.stress.protocol.GroupChat;
import im.stress.protocol.MarkerReader;
import io.netty.channel.EventLoop;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * What the users of one event loop share: timers, measures, and the end of their stay. Belongs to
 * the thread of that event loop.
 */
final class UserLoop {
  /** How often the loop's own lateness is looked at: 100 samples a second for each loop. */
  private static final long LAG_PROBE_NANOS = TimeUnit.MILLISECONDS.toNanos(10);

  /** How often to look whether everything on its way has arrived. */
  static final long DRAIN_POLL_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

  final EventLoop eventLoop;
  final TimingWheel wheel;
  final MarkerReader marker;
  final LoopMeasure measure;
  final LoopWatch watch;

  /** The message that is being sent: one at a time. */
  final Chat chat;

  /** The same, to a group. */
  final GroupChat groupChat;

  /** What the last group message that arrived means. */
  final GroupArrival groupArrival = new GroupArrival();

  private final Population population;
  private final List<ImUser> users = new ArrayList<>();
  private final Set<ImUser> staying = new LinkedHashSet<>();
  private final WheelTimer end = new End();
  private volatile boolean ending;

  UserLoop(Population population, EventLoop eventLoop, LoopMeasure measure) {
    this.population = population;
    this.eventLoop = eventLoop;
    this.marker = new MarkerReader(population.access().context().runKey());
    this.chat = new Chat(population.access().context());
    this.groupChat = new GroupChat(population.access().context());
    this.measure = measure;
    this.watch =
        new LoopWatch(
            population.settings().longestHarmlessStandstill().toNanos(),
            population.measure().standstills(),
            System.nanoTime());
    this.wheel =
        new TimingWheel(
            population.originNanos(), new LoopAlarm(eventLoop, System::nanoTime, this::wake));
    new LagProbe().start();
  }

  private void wake(long now) {
    wheel.advance(watch.running(now));
  }

  /** A user belongs to this loop from now on. */
  void add(ImUser user) {
    users.add(user);
    awaitEnd();
  }

  /** Whether the users of this loop have sent all that they will. Safe on any thread. */
  boolean isEnding() {
    return ending;
  }

  /** A user stays until the end; it is told by {@link ImUser#stayEnded}. */
  void stay(ImUser user) {
    staying.add(user);
    awaitEnd();
  }

  private void awaitEnd() {
    if (!end.scheduled()) {
      wheel.schedule(end, ending ? System.nanoTime() : population.untilNanos());
    }
  }

  /** Cuts a share of the connections of this loop, now. */
  void storm(StormSettings storm, long seed) {
    for (ImUser user : List.copyOf(staying)) {
      // The same users each time, for the same seed; ten thousandths.
      if (Math.floorMod(Phases.mix(seed ^ user.index()), 10_000) < storm.percent() * 100) {
        user.storm(storm.how());
      }
    }
  }

  /** A user doesn't wait for the end. */
  void gone(ImUser user) {
    staying.remove(user);
  }

  /** The end has come earlier than planned. */
  void endNow() {
    wheel.schedule(end, System.nanoTime());
  }

  /** First stops the loops of all users; then waits for what is on its way; then lets them go. */
  private final class End extends WheelTimer {
    @Override
    void fire(long due, long now) {
      if (now < population.untilNanos()) {
        wheel.schedule(this, population.untilNanos());
        return;
      }
      if (!ending) {
        ending = true;
        staying.forEach(ImUser::stopTalking);
      }
      if (now < population.graceEndNanos() && population.onTheWay()) {
        wheel.schedule(this, now + DRAIN_POLL_NANOS);
        return;
      }
      users.forEach(user -> user.settle(measure, population.measure().samples()));
      population.groups().settle(measure, population.measure().samples());
      List<ImUser> leaving = List.copyOf(staying);
      staying.clear();
      leaving.forEach(ImUser::stayEnded);
      if (population.interrupted()) {
        users.forEach(ImUser::giveUpConnecting);
      }
    }
  }

  /**
   * Measures by how much the loop runs late. A standstill is recorded as each probe that it
   * swallowed would have seen it, so that its length weighs in the percentiles.
   */
  private final class LagProbe extends WheelTimer {
    void start() {
      wheel.schedule(this, wheel.ceilToTick(System.nanoTime()) + LAG_PROBE_NANOS);
    }

    @Override
    void fire(long due, long now) {
      long probe = due;
      while (probe <= now) {
        measure.record(Metric.EVENT_LOOP_LAG, probe, now);
        probe += LAG_PROBE_NANOS;
      }
      wheel.schedule(this, probe);
    }
  }
}
