package im.stress.user;

import im.stress.config.LedgerWindow;
import im.stress.config.MessageSettings;
import im.stress.config.RunSecrets;
import im.stress.config.StressSettings;
import im.stress.measure.BoundedTexts;
import im.stress.measure.Flow;
import im.stress.measure.LoopMeasure;
import im.stress.measure.ShardMeasure;
import im.stress.model.Counter;
import im.stress.protocol.Access;
import im.stress.protocol.Traits;
import io.netty.channel.EventLoop;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * All users of this process and what they share. Safe on any thread; each user itself belongs to
 * its event loop.
 */
public final class Population {
  private final StressSettings settings;
  private final int firstUser;
  private final AtomicReferenceArray<ImUser> users;
  private final Messaging silence;
  private final Map<MessageSettings, Messaging> messagings = new ConcurrentHashMap<>();
  private final Groups groups;
  private final Access access;
  private final ShardMeasure measure;
  private final ReconnectGate reconnectGate;
  private final BoundedTexts refusals = new BoundedTexts("refused with another code");
  private final BoundedTexts causes = new BoundedTexts("another cause");
  private final RunSecrets secrets;
  private final Map<EventLoop, UserLoop> loops = new ConcurrentHashMap<>();
  private volatile long untilNanos = Long.MAX_VALUE;
  private volatile long graceEndNanos = Long.MAX_VALUE;
  private volatile boolean interrupted;

  /** Nobody is there yet; those who come write to groups as the settings have it. */
  public Population(
      StressSettings settings, int firstUser, int count, Access access, ShardMeasure measure) {
    this(settings, Set.of(settings.groupMessage()), firstUser, count, access, measure);
  }

  /**
   * Nobody is there yet.
   *
   * @param groupMessages all kinds of messages that users will write to groups
   * @param firstUser index of the first user of this process
   * @param count how many users may come
   * @param access what the users speak, and to whom
   */
  public Population(
      StressSettings settings,
      Set<MessageSettings> groupMessages,
      int firstUser,
      int count,
      Access access,
      ShardMeasure measure) {
    this.settings = settings;
    this.firstUser = firstUser;
    this.users = new AtomicReferenceArray<>(count);
    this.silence = newMessaging(settings.message().off());
    this.groups = new Groups(settings, groupMessages, firstUser, count);
    this.access = access;
    this.measure = measure;
    this.secrets = RunSecrets.of(settings);
    this.reconnectGate = new ReconnectGate(settings.reconnect().maxPerSecond());
  }

  /** The ramp of all users begins, at a reading of {@link System#nanoTime()}. */
  public void begin(long startNanos) {
    long rampNanos = settings.load().rampUp().toNanos();
    measure.presence().plan(users.length(), startNanos, rampNanos);
    until(startNanos + rampNanos + settings.load().duration().toNanos());
  }

  /**
   * Says when all users stop talking; the grace period follows. Times are readings of {@link
   * System#nanoTime()}.
   */
  public void until(long nanos) {
    untilNanos = nanos;
    measure.presence().until(nanos);
    graceEndNanos = nanos + settings.run().grace().toNanos();
  }

  /**
   * Adds a user, on its event loop.
   *
   * @param number position among the users of this process, from 0
   * @param kind number of the population of the simulation that the user belongs to
   */
  public ImUser add(int number, EventLoop eventLoop, int kind) {
    UserLoop loop = loops.computeIfAbsent(eventLoop, this::newLoop).ofPopulation(kind);
    ImUser user = new ImUser(this, loop, firstUser + number);
    users.set(number, user);
    loop.add(user);
    return user;
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
          user.keepAlive(settings.heartbeat());
          user.write(settings.message());
          user.joinGroup(settings.groupMessage());
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

  private UserLoop newLoop(EventLoop eventLoop) {
    LoopMeasure loopMeasure = measure.newLoop();
    return new UserLoop(this, eventLoop, loopMeasure);
  }

  /** Cuts a share of the connections, as {@code im.storm} says. */
  public void storm() {
    measure.storm().begin(System.nanoTime());
    long seed = settings.run().seed();
    loops
        .values()
        .forEach(loop -> loop.eventLoop.execute(() -> loop.storm(settings.storm(), seed)));
  }

  /** Ends the stay of all users as soon as can be; users who come later turn round at once. */
  public void interrupt() {
    interrupted = true;
    if (System.nanoTime() < untilNanos) {
      until(System.nanoTime());
    }
    loops.values().forEach(loop -> loop.eventLoop.execute(loop::endNow));
  }

  /** Whether the run was asked to stop. */
  public boolean interrupted() {
    return interrupted;
  }

  /** Closes the ledgers of all users, when all of them are gone. */
  public void settle() {
    LoopMeasure closing = measure.newLoop();
    for (int i = 0; i < users.length(); i++) {
      ImUser user = users.get(i);
      if (user != null) {
        user.settle(closing, measure.samples());
      }
    }
    groups.settle(closing, measure.samples());
  }

  /**
   * Whether anything sent may still arrive. Reads what arrived first, so that it errs to "yes"; so
   * it does where messages were misrouted, since such a one may yet reach its recipient.
   */
  boolean onTheWay() {
    long acksDone =
        measure.total(Counter.MESSAGES_ACKED)
            + measure.total(Counter.MESSAGES_REFUSED)
            + measure.total(Counter.MESSAGES_UNACKED);
    long arrived =
        measure.total(Counter.MESSAGES_DELIVERED)
            + measure.total(Counter.MESSAGES_LOST)
            + measure.total(Counter.MESSAGES_FATE_UNKNOWN);
    long heartbeatsDone =
        measure.total(Counter.HEARTBEATS_ANSWERED) + measure.total(Counter.HEARTBEATS_MISSED);
    long sent = measure.total(Counter.MESSAGES_SENT);
    long heartbeats =
        measure.total(Counter.HEARTBEATS_SENT) + measure.total(Counter.HEARTBEATS_BLOCKED);
    return arrived < sent
        || groupMessagesOnTheWay()
        || heartbeatsDone < heartbeats
        || (traits().acknowledgesMessages() && acksDone < sent);
  }

  private boolean groupMessagesOnTheWay() {
    long acksDone =
        measure.total(Counter.GROUP_MESSAGES_ACKED)
            + measure.total(Counter.GROUP_MESSAGES_REFUSED)
            + measure.total(Counter.GROUP_MESSAGES_UNACKED);
    long arrived =
        measure.total(Counter.GROUP_DELIVERIES)
            + measure.total(Counter.GROUP_DELIVERIES_LOST)
            + measure.total(Counter.GROUP_DELIVERIES_FATE_UNKNOWN);
    return arrived < measure.total(Counter.GROUP_DELIVERIES_INTENDED)
        || (traits().groups().acknowledgesMessages()
            && acksDone < measure.total(Counter.GROUP_MESSAGES_SENT));
  }

  /** Whether the user with this index is of this process, come yet or not. */
  boolean includes(int index) {
    return index >= firstUser && index - firstUser < users.length();
  }

  /** The user with this index, or null when it isn't of this process or hasn't come yet. */
  ImUser user(int index) {
    return includes(index) ? users.get(index - firstUser) : null;
  }

  /** The ledger of what one user writes to another; null = it doesn't. Safe on any thread. */
  Flow flow(int from, int to) {
    ImUser sender = user(from);
    return sender == null ? null : sender.loops().messages().flowTo(to);
  }

  /** The messages of a user who isn't told to write any. */
  Messaging silence() {
    return silence;
  }

  /** What the users share who write like this. Safe on any thread. */
  Messaging messaging(MessageSettings message) {
    return messagings.computeIfAbsent(message, this::newMessaging);
  }

  private Messaging newMessaging(MessageSettings message) {
    int count = users.length();
    return new Messaging(
        message,
        new Contacts(message.contacts(), firstUser, count),
        LedgerWindow.of(settings, message, count));
  }

  /** A user has no connection any more: what is under way to it may be lost. */
  void openGapTo(int index) {
    for (Messaging messaging : messagings.values()) {
      for (int writer : messaging.contacts().writersTo(index)) {
        Flow flow = flow(writer, index);
        if (flow != null) {
          flow.connectionLost();
        }
      }
    }
  }

  StressSettings settings() {
    return settings;
  }

  RunSecrets secrets() {
    return secrets;
  }

  Groups groups() {
    return groups;
  }

  Access access() {
    return access;
  }

  Traits traits() {
    return access.protocol().traits();
  }

  ShardMeasure measure() {
    return measure;
  }

  ReconnectGate reconnectGate() {
    return reconnectGate;
  }

  /** Why messages were refused, as Gatling's log is told. */
  BoundedTexts refusals() {
    return refusals;
  }

  /** Why connections were lost, as Gatling's log is told. */
  BoundedTexts causes() {
    return causes;
  }

  long originNanos() {
    return measure.clock().originNanos();
  }

  long untilNanos() {
    return untilNanos;
  }

  long graceEndNanos() {
    return graceEndNanos;
  }
}
