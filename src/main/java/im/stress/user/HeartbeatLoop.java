package im.stress.user;

import im.stress.channel.ConnectionEnd;
import im.stress.config.HeartbeatSettings;
import im.stress.model.Cause;
import im.stress.model.Counter;
import im.stress.model.Metric;

/**
 * Keeps one user's connection alive, on due times of its own: nothing that happens to a message
 * moves them. Belongs to the user's event loop.
 */
final class HeartbeatLoop extends IntervalLoop {
  private static final int PHASE_SALT = 0;

  private final UserLoop loop;
  private final Speaker user;
  private final Deadlines deadlines;
  private final HeartbeatSettings settings;
  private final boolean answered;
  private final PendingReplies answers = new PendingReplies();
  private final PendingReplies.Expiry missed = (due, reference) -> missed(due);
  private int missedInARow;

  HeartbeatLoop(UserLoop loop, Speaker user, Deadlines deadlines, HeartbeatSettings settings) {
    super(
        loop,
        dueTimes(loop.context, user.index(), settings.interval().toNanos()),
        settings.enabled() && loop.context.traits.heartbeatKind().isSent());
    this.loop = loop;
    this.user = user;
    this.deadlines = deadlines;
    this.settings = settings;
    this.answered = loop.context.traits.heartbeatKind().isAnswered();
  }

  private static DueTimes dueTimes(UserContext context, int user, long interval) {
    long seed = context.settings.run().seed();
    return DueTimes.uniform(interval, Phases.phaseNanos(seed, user, PHASE_SALT, interval));
  }

  @Override
  void tick(long due) {
    loop.measure.count(Counter.HEARTBEATS_INTENDED);
    if (answered) {
      deadlines.arm(due + settings.timeout().toNanos());
    }
    if (user.congested()) {
      blocked(due);
    } else {
      send(due);
    }
  }

  /**
   * An answer is waited for all the same: a peer that stopped reading is as dead as one that
   * stopped writing.
   */
  private void blocked(long due) {
    loop.measure.count(Counter.HEARTBEATS_BLOCKED);
    if (answered) {
      answers.expectInVain(due, missed);
    }
  }

  private void send(long due) {
    long now = System.nanoTime();
    int sequence = expect(due);
    loop.measure.count(Counter.HEARTBEATS_SENT);
    loop.measure.record(Metric.HEARTBEAT_LATENESS, due, now);
    user.heartbeat(sequence);
  }

  /** The number of the heartbeat that is about to be sent. */
  private int expect(long due) {
    if (answered) {
      return answers.expect(due, 0, missed);
    }
    int sequence = answers.nextNumber();
    answers.pass(due, missed);
    return sequence;
  }

  @Override
  Counter dueOffline() {
    return Counter.HEARTBEATS_OFFLINE;
  }

  /** An answer came; -1 = to the oldest that waits. */
  void answered(long sequence, long now) {
    int number = numberOf(sequence);
    switch (answers.answer(number)) {
      case EXPECTED -> {
        missedInARow = 0;
        loop.measure.count(Counter.HEARTBEATS_ANSWERED);
        loop.measure.answered(Metric.HEARTBEAT, answers.due(number), now);
      }
      case LATE -> {
        // A sign of life all the same; the wait was as long as it was.
        missedInARow = 0;
        loop.measure.record(Metric.HEARTBEAT, answers.due(number), now);
      }
      default -> loop.measure.count(Counter.FRAMES_UNEXPECTED);
    }
  }

  /** A refusal came, in these words of the server: no success, and a sign of life. */
  void refused(long sequence, int code, String words, long now) {
    int number = numberOf(sequence);
    switch (answers.answer(number)) {
      case EXPECTED -> {
        missedInARow = 0;
        loop.measure.count(Counter.HEARTBEATS_REFUSED);
        loop.measure.failed(
            Metric.HEARTBEAT, answers.due(number), now, loop.context.refusal(code, words));
      }
      case LATE -> missedInARow = 0;
      default -> loop.measure.count(Counter.FRAMES_UNEXPECTED);
    }
  }

  /**
   * The number of the heartbeat that is answered. Peers may return what we never sent: no such
   * number becomes one of ours.
   */
  private int numberOf(long sequence) {
    if (sequence == -1) {
      return answers.oldest();
    }
    return sequence < 0 ? -1 : (int) Math.min(sequence, Integer.MAX_VALUE);
  }

  void expire(long now) {
    answers.expireDueBy(now - settings.timeout().toNanos(), missed);
  }

  /** Whether so many were missed in a row that the peer is taken for dead. */
  boolean isPeerDead() {
    return settings.maxMissed() > 0 && missedInARow >= settings.maxMissed();
  }

  /** What ends a connection whose peer is dead. */
  ConnectionEnd halfOpen() {
    return ConnectionEnd.of(Cause.HALF_OPEN, settings.maxMissed() + " heartbeats unanswered");
  }

  /** What was missed in a standstill of ours is no sign that the peer is gone. */
  private void missed(long due) {
    long now = System.nanoTime();
    loop.measure.count(Counter.HEARTBEATS_MISSED);
    if (loop.watch.stoodStill(due, now)) {
      loop.measure.count(Counter.HEARTBEATS_MISSED_IN_STANDSTILL);
      loop.measure.failed(
          Metric.HEARTBEAT, due, now, "heartbeat not answered: the load generator stood still");
    } else {
      missedInARow++;
      loop.measure.failed(Metric.HEARTBEAT, due, now, "heartbeat not answered");
    }
  }

  long nextDeadlineNanos() {
    return answers.waiting() == 0
        ? Long.MAX_VALUE
        : answers.oldestDue() + settings.timeout().toNanos();
  }

  void connectionLost() {
    stop();
    giveUp();
  }

  /** Nobody waits for answers any more. */
  void giveUp() {
    answers.expireDueBy(Long.MAX_VALUE, missed);
    missedInARow = 0;
  }
}
