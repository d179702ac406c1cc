package im.stress.user;

import im.stress.channel.HttpLane;
import im.stress.measure.GroupArrival;
import im.stress.measure.LoopMeasure;
import im.stress.model.Metric;
import im.stress.protocol.Chat;
import im.stress.protocol.GroupChat;
import im.stress.protocol.MarkerReader;
import io.netty.channel.EventLoop;
import java.util.concurrent.TimeUnit;

/**
 * The tools that the users of one event loop share: timers, measures, the message in hand; knows
 * none of them. Belongs to the thread of that event loop.
 */
final class UserLoop {
  /** How often the loop's own lateness is looked at: 100 samples a second for each loop. */
  private static final long LAG_PROBE_NANOS = TimeUnit.MILLISECONDS.toNanos(10);

  final UserContext context;
  final EventLoop eventLoop;
  final TimingWheel wheel;
  final MarkerReader marker;
  final LoopMeasure measure;
  final LoopWatch watch;

  /** The way of requests of HTTP beside the users' own connections. */
  final HttpLane lane;

  /** The message that is being sent: one at a time. */
  final Chat chat;

  /** The same, to a group. */
  final GroupChat groupChat;

  /** What the last group message that arrived means. */
  final GroupArrival groupArrival;

  /** This loop for the users of each population, by number; they differ in {@link #measure}. */
  private final UserLoop[] populations;

  UserLoop(UserContext context, EventLoop eventLoop) {
    this.context = context;
    this.eventLoop = eventLoop;
    this.lane = context.access.lanes().on(eventLoop);
    this.marker = new MarkerReader(context.access.context().runKey());
    this.chat = new Chat(context.access.context());
    this.groupChat = new GroupChat(context.access.context());
    this.groupArrival = new GroupArrival();
    this.measure = context.measure.newLoop();
    this.watch =
        new LoopWatch(
            context.settings.longestHarmlessStandstill().toNanos(),
            context.measure.standstills(),
            System.nanoTime());
    this.wheel =
        new TimingWheel(
            context.measure.clock().originNanos(),
            new LoopAlarm(eventLoop, System::nanoTime, this::wake));
    new LagProbe().start();
    this.populations = new UserLoop[measure.populations()];
    populations[0] = this;
    for (int number = 1; number < populations.length; number++) {
      populations[number] = new UserLoop(this, measure.ofPopulation(number));
    }
  }

  /** The same loop for users who are measured apart. */
  private UserLoop(UserLoop same, LoopMeasure measure) {
    this.context = same.context;
    this.eventLoop = same.eventLoop;
    this.lane = same.lane;
    this.marker = same.marker;
    this.chat = same.chat;
    this.groupChat = same.groupChat;
    this.groupArrival = same.groupArrival;
    this.measure = measure;
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
    return measure.ofPopulation(context.roster.population(sender));
  }

  private void wake(long now) {
    wheel.advance(watch.running(now));
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
