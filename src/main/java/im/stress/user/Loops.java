package im.stress.user;

import im.stress.config.HeartbeatSettings;
import im.stress.config.MessageSettings;
import im.stress.measure.LedgerSamples;
import im.stress.measure.LoopMeasure;
import java.util.function.LongUnaryOperator;

/**
 * The loops of one user, and the answers that it waits for. It has none that it wasn't told to run.
 * Belongs to the user's event loop.
 */
final class Loops {
  final Speaker user;
  final Deadlines deadlines;

  /** The answers to messages of all kinds. */
  final Acks acks;

  /** What the user does last, where it polls. */
  final LastLook lastLook;

  private final UserLoop loop;
  private MessageLoop messages;
  private GroupLoop groups;
  private HeartbeatLoop heartbeats;
  private boolean writes;
  private boolean isInGroup;
  private boolean keepsAlive;

  /**
   * No loop is told to run yet.
   *
   * @param expiry as {@link Deadlines} calls it
   */
  Loops(UserLoop loop, int index, LongUnaryOperator expiry) {
    this.loop = loop;
    this.user = new Speaker(loop.context, index);
    this.deadlines = new Deadlines(loop.wheel, expiry);
    this.lastLook = new LastLook(loop, user);
    this.acks = new Acks(loop, deadlines);
    this.messages = new MessageLoop(loop, user, acks, loop.context.ledgers.silence());
    this.groups = new GroupLoop(loop, user, acks, false, loop.context.ledgers.silence().settings());
    this.heartbeats = new HeartbeatLoop(loop, user, deadlines, HeartbeatSettings.NONE);
  }

  /** The loop that is to write messages, from now on. */
  MessageLoop write(MessageSettings settings) {
    refuseSecond(writes);
    writes = true;
    messages = new MessageLoop(loop, user, acks, loop.context.ledgers.messaging(settings));
    return messages;
  }

  /** The loop that is to keep the connection alive, from now on. */
  HeartbeatLoop keepAlive(HeartbeatSettings settings) {
    refuseSecond(keepsAlive);
    keepsAlive = true;
    heartbeats = new HeartbeatLoop(loop, user, deadlines, settings);
    return heartbeats;
  }

  /** The loop that is to write to the user's group, or to keep it a member, from now on. */
  GroupLoop joinGroup(MessageSettings written) {
    refuseSecond(isInGroup);
    isInGroup = true;
    groups = new GroupLoop(loop, user, acks, true, written);
    return groups;
  }

  /** The user was told all it is to do: a group that it wasn't told of needs not wait for it. */
  void joinNoGroup() {
    if (!isInGroup) {
      loop.context.groups.staysOut(user.index());
    }
  }

  private static void refuseSecond(boolean told) {
    if (told) {
      throw new IllegalStateException("expected once for each user, got it again");
    }
  }

  GroupLoop groups() {
    return groups;
  }

  HeartbeatLoop heartbeats() {
    return heartbeats;
  }

  /** Whether an answer may still come in time. */
  boolean awaitAnswers() {
    return nextDeadlineNanos() != Long.MAX_VALUE;
  }

  /** When the next answer is too late; {@link Long#MAX_VALUE} = none is waited for. */
  long nextDeadlineNanos() {
    return Math.min(acks.nextDeadlineNanos(), heartbeats.nextDeadlineNanos());
  }

  /** Gives up what was not answered in time. */
  void expire(long now) {
    acks.expire(now);
    heartbeats.expire(now);
  }

  /** Nobody waits for answers any more. */
  void giveUpAnswers(String whyNoAck) {
    acks.giveUp(whyNoAck);
    groups.giveUpJoin();
    heartbeats.giveUp();
  }

  void resume() {
    messages.resume();
    groups.resume();
    heartbeats.resume();
  }

  /** Nothing is due from this time on; answers are still taken. */
  void until(long nanos) {
    messages.until(nanos);
    groups.until(nanos);
    heartbeats.until(nanos);
  }

  /** The user leaves: nothing is due any more. */
  void finish() {
    messages.finish();
    groups.finish();
    heartbeats.finish();
  }

  void passOffline(long now, LoopMeasure measure) {
    messages.passOffline(now, measure);
    groups.passOffline(now, measure);
    heartbeats.passOffline(now, measure);
  }

  void connectionLost(String cause) {
    // First, as what is given up lets a closed loop go on, where one runs.
    messages.connectionLost();
    acks.connectionLost("connection lost: " + cause);
    groups.connectionLost();
    heartbeats.connectionLost();
  }

  void settle(LoopMeasure measure, LedgerSamples samples) {
    messages.settle(measure, samples);
  }
}
