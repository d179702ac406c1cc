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
  final GroupArrival groupArrival;

  /** This loop for the users of each population, by number; they differ in {@link #measure}. */
  private final UserLoop[] populations;

  private final Population population;
  private final List<ImUser> users;
  private final Set<ImUser> staying;
  private final End end;

  UserLoop(Population population, EventLoop eventLoop, LoopMeasure measure) {
    this.population = population;
    this.eventLoop = eventLoop;
    this.marker = new MarkerReader(population.access().context().runKey());
    this.chat = new Chat(population.access().context());
    this.groupChat = new GroupChat(population.access().context());
    this.groupArrival = new GroupArrival();
    this.measure = measure;
    this.users = new ArrayList<>();
    this.staying = new LinkedHashSet<>();
    this.end = new End();
    this.watch =
        new LoopWatch(
            population.settings().longestHarmlessStandstill().toNanos(),
            population.measure().standstills(),
            System.nanoTime());
    this.wheel =
        new TimingWheel(
            population.originNanos(), new LoopAlarm(eventLoop, System::nanoTime, this::wake));
    new LagProbe().start();
    this.populations = new UserLoop[measure.populations()];
    populations[measure.population()] = this;
    for (int number = 0; number < populations.length; number++) {
      if (populations[number] == null) {
        populations[number] = new UserLoop(this, measure.ofPopulation(number));
      }
    }
  }

  /** The same loop for users who are measured apart. */
  private UserLoop(UserLoop same, LoopMeasure measure) {
    this.population = same.population;
    this.eventLoop = same.eventLoop;
    this.marker = same.marker;
    this.chat = same.chat;
    this.groupChat = same.groupChat;
    this.groupArrival = same.groupArrival;
    this.measure = measure;
    this.users = same.users;
    this.staying = same.staying;
    this.end = same.end;
    this.watch = same.watch;
    this.wheel = same.wheel;
    this.populations = same.populations;
  }

  /** This loop for the users of the population with this number. */
  UserLoop ofPopulation(int number) {
    return populations[number];
  }

  /** Where to count what becomes of a message of this user. */
  LoopMeasure measureOf(int sender) {
    ImUser user = population.user(sender);
    return user == null ? measure : measure.ofPopulation(user.population());
  }

  private void wake(long now) {
    wheel.advance(watch.running(now));
  }

  /** A user belongs to this loop from now on. */
  void add(ImUser user) {
    users.add(user);
  }

  /** A user stays until the end; it is told by {@link ImUser#stayEnded}. */
  void stay(ImUser user) {
    staying.add(user);
    if (!end.scheduled()) {
      wheel.schedule(end, end.begun ? System.nanoTime() : population.untilNanos());
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
    private boolean begun;

    @Override
    void fire(long due, long now) {
      if (now < population.untilNanos()) {
        wheel.schedule(this, population.untilNanos());
        return;
      }
      if (!begun) {
        begun = true;
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
