package im.stress.user;

import im.stress.config.HeartbeatSettings;
import im.stress.config.MessageSettings;
import im.stress.measure.LedgerSamples;
import im.stress.measure.LoopMeasure;

/**
 * The loops of one user, and the answers that it waits for. It has none that it wasn't told to run.
 * Belongs to the user's event loop; only {@link #messages} may be asked from anywhere.
 */
final class Loops {
  private final Population population;
  private final UserLoop loop;
  private final ImUser user;
  private final Deadlines deadlines;
  private final Acks acks;
  private volatile MessageLoop messages;
  private GroupLoop groups;
  private HeartbeatLoop heartbeats;
  private boolean writes;
  private boolean isInGroup;
  private boolean keepsAlive;

  /** No loop is told to run yet. */
  Loops(Population population, UserLoop loop, ImUser user) {
    this.population = population;
    this.loop = loop;
    this.user = user;
    this.acks = new Acks(population, loop);
    this.messages = new MessageLoop(population, loop, user, acks, population.silence());
    this.groups =
        new GroupLoop(population, loop, user, acks, false, population.silence().settings());
    this.heartbeats = new HeartbeatLoop(population, loop, user, HeartbeatSettings.NONE);
    this.deadlines = new Deadlines(loop, user, this);
  }

  /** The loop that is to write messages, from now on. */
  MessageLoop write(MessageSettings settings) {
    refuseSecond(writes);
    writes = true;
    messages = new MessageLoop(population, loop, user, acks, population.messaging(settings));
    return messages;
  }

  /** The loop that is to keep the connection alive, from now on. */
  HeartbeatLoop keepAlive(HeartbeatSettings settings) {
    refuseSecond(keepsAlive);
    keepsAlive = true;
    heartbeats = new HeartbeatLoop(population, loop, user, settings);
    return heartbeats;
  }

  /** The loop that is to write to the user's group, or to keep it a member, from now on. */
  GroupLoop joinGroup(MessageSettings written) {
    refuseSecond(isInGroup);
    isInGroup = true;
    groups = new GroupLoop(population, loop, user, acks, true, written);
    return groups;
  }

  /** The user was told all it is to do: a group that it wasn't told of needs not wait for it. */
  void joinNoGroup() {
    if (!isInGroup) {
      population.groups().staysOut(user.index());
    }
  }

  private static void refuseSecond(boolean told) {
    if (told) {
      throw new IllegalStateException("expected once for each user, got it again");
    }
  }

  MessageLoop messages() {
    return messages;
  }

  GroupLoop groups() {
    return groups;
  }

  /** The answers to messages of all kinds. */
  Acks acks() {
    return acks;
  }

  HeartbeatLoop heartbeats() {
    return heartbeats;
  }

  Deadlines deadlines() {
    return deadlines;
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
    heartbeats.giveUp();
  }

  void resume() {
    messages.resume();
    groups.resume();
    heartbeats.resume();
  }

  /** Nothing is due any more; answers are still taken. */
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
    acks.connectionLost("connection lost: " + cause);
    messages.connectionLost();
    groups.connectionLost();
    heartbeats.connectionLost();
  }

  void settle(LoopMeasure measure, LedgerSamples samples) {
    messages.settle(measure, samples);
  }
}
