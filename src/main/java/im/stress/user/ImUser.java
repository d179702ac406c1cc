package im.stress.user;

import im.stress.channel.ConnectionEnd;
import im.stress.config.ReconnectSettings;
import im.stress.config.StormSettings;
import im.stress.measure.LedgerSamples;
import im.stress.measure.LoopMeasure;
import im.stress.model.Counter;
import im.stress.model.Death;
import im.stress.model.Metric;
import im.stress.protocol.UserValues;

/**
 * One IM user: owns the states and their transitions. Each connection it makes is a {@link Link};
 * its loops are {@link MessageLoop}, {@link GroupLoop} and {@link HeartbeatLoop}.
 *
 * <p>Every method belongs on the user's event loop; only {@link #isOnline} may be asked from
 * anywhere.
 */
public final class ImUser {
  /** Where the user stands. */
  private enum State {
    NEW,
    CONNECTING,
    ONLINE,
    LOST,
    LEAVING,
    GONE
  }

  private final Population population;
  private final UserLoop loop;
  private final int index;
  private final UserValues values;
  private final MessageLoop messages;
  private final GroupLoop groups;
  private final HeartbeatLoop heartbeats;
  private final Deadlines deadlines;
  private final Return comeBack = new Return();
  private volatile State state = State.NEW;
  private Link link;
  private Done done;
  private boolean everConnected;
  private boolean everOnline;
  private int attempts;
  private long lostNanos;
  private boolean cutByStorm;

  ImUser(Population population, UserLoop loop, int index) {
    this.population = population;
    this.loop = loop;
    this.index = index;
    this.values = population.access().context().user(index);
    this.messages = new MessageLoop(population, loop, this);
    this.groups = new GroupLoop(population, loop, this, messages.acks());
    this.heartbeats = new HeartbeatLoop(population, loop, this);
    this.deadlines = new Deadlines(loop, this, messages, heartbeats);
  }

  /** Connects and logs in; {@code whenDone} hears whether the user is online. */
  public void connect(Done whenDone) {
    long now = System.nanoTime();
    loop.measure.count(Counter.USERS_STARTED);
    loop.measure.presence().began(now);
    if (population.interrupted()) {
      state = State.GONE;
      whenDone.done(false);
      return;
    }
    messages.plan(now);
    groups.plan(now);
    heartbeats.plan(now);
    done = whenDone;
    open();
  }

  /** Runs all loops until the end of the run, or until the user is lost for good. */
  public void stay(Done whenDone) {
    if (state == State.GONE) {
      whenDone.done(false);
      return;
    }
    done = whenDone;
    loop.stay(this);
    long now = System.nanoTime();
    messages.start(now);
    groups.start(now);
    heartbeats.start(now);
    if (state != State.ONLINE) {
      stopLoops();
    }
  }

  /** Closes the connection in order. */
  public void leave(Done whenDone) {
    if (state != State.ONLINE) {
      whenDone.done(false);
      return;
    }
    done = whenDone;
    state = State.LEAVING;
    loop.measure.presence().left(System.nanoTime());
    finishLoops();
    link.close();
  }

  /** Whether others may write to this user. Safe on any thread. */
  boolean isOnline() {
    return state == State.ONLINE;
  }

  /** Whether the end of the connection is what we want. */
  boolean isLeaving() {
    return state == State.LEAVING;
  }

  int index() {
    return index;
  }

  UserValues values() {
    return values;
  }

  Link link() {
    return link;
  }

  Deadlines deadlines() {
    return deadlines;
  }

  MessageLoop messages() {
    return messages;
  }

  GroupLoop groups() {
    return groups;
  }

  private void stopLoops() {
    messages.stop();
    groups.stop();
    heartbeats.stop();
  }

  /** No message or heartbeat is due any more; answers are still taken. */
  void stopTalking() {
    if (state == State.ONLINE) {
      finishLoops();
    }
  }

  private void finishLoops() {
    messages.finish();
    groups.finish();
    heartbeats.finish();
  }

  /** The drill: cuts the connection, if there is one. */
  void storm(StormSettings.Cut how) {
    if (state == State.ONLINE) {
      cutByStorm = true;
      link.storm(how);
    }
  }

  /** Everything that will arrive has arrived. */
  void stayEnded() {
    loop.wheel.cancel(comeBack);
    messages.acks().giveUp("no ack before the end of the run");
    heartbeats.giveUp();
    boolean online = state == State.ONLINE;
    if (!online) {
      state = State.GONE;
      link.abandon();
    }
    finishStep(online);
  }

  /** The run ends early: a first connection that is still being made is not waited for. */
  void giveUpConnecting() {
    if (state == State.CONNECTING) {
      state = State.GONE;
      link.abandon();
      finishStep(false);
    }
  }

  /** Closes the ledger of what was sent, and of what could not be sent; a second call is idle. */
  void settle(LoopMeasure measure, LedgerSamples samples) {
    messages.settle(measure, samples);
    if (state != State.ONLINE) {
      passOffline(Long.MAX_VALUE, measure);
    }
  }

  private void passOffline(long now, LoopMeasure measure) {
    messages.passOffline(now, measure);
    groups.passOffline(now, measure);
    heartbeats.passOffline(now, measure);
  }

  private void open() {
    state = State.CONNECTING;
    link = new Link(population, loop, this);
    link.open();
  }

  void opened() {
    if (!everConnected) {
      everConnected = true;
      loop.measure.count(Counter.USERS_CONNECTED);
    }
  }

  void loggedIn(long now, long loginNanos) {
    state = State.ONLINE;
    loop.measure.presence().cameOnline(now);
    passOffline(now, loop.measure);
    attempts = 0;
    groups.loggedIn(now);
    if (everOnline) {
      loop.measure.count(Counter.RECONNECTED);
      loop.measure.answered(Metric.RECONNECT, lostNanos, now);
      if (cutByStorm) {
        cutByStorm = false;
        population.measure().storm().back(now, loginNanos);
      }
      messages.resume();
      groups.resume();
      heartbeats.resume();
    } else {
      everOnline = true;
      loop.measure.count(Counter.USERS_LOGGED_IN);
      finishStep(true);
    }
  }

  HeartbeatLoop heartbeats() {
    return heartbeats;
  }

  /** The connection is over, for whatever reason; {@code phase} tells how far it had come. */
  void ended(Death.Phase phase, ConnectionEnd end, long now) {
    if (state == State.LEAVING) {
      left();
      return;
    }
    if (state == State.ONLINE) {
      loop.measure.presence().lost(now);
      messages.connectionLost(population.causes().bounded(end.cause()));
      groups.connectionLost();
      heartbeats.connectionLost();
    }
    state = State.LOST;
    loop.wheel.cancel(deadlines);
    if (phase == Death.Phase.ONLINE) {
      lostNanos = now;
      attempts = 0;
    }
    if (mayComeBack(now)) {
      scheduleReturn(now);
    } else {
      state = State.GONE;
      groups.gone();
      loop.gone(this);
      finishStep(false);
    }
  }

  private void left() {
    state = State.GONE;
    loop.measure.count(Counter.USERS_LEFT);
    finishStep(true);
  }

  private boolean mayComeBack(long now) {
    ReconnectSettings reconnect = population.settings().reconnect();
    return reconnect.policy() != ReconnectSettings.Policy.OFF
        && everOnline
        && attempts < reconnect.maxAttempts()
        && now < population.untilNanos();
  }

  private void scheduleReturn(long now) {
    long random = Phases.mix(population.settings().run().seed() ^ ((long) index << 32) ^ now);
    long wait = Backoff.nanos(population.settings().reconnect(), attempts, random);
    attempts++;
    loop.wheel.schedule(comeBack, population.reconnectGate().reserve(now + wait, now));
  }

  private void finishStep(boolean ok) {
    Done finished = done;
    done = null;
    if (finished != null) {
      finished.done(ok);
    }
  }

  private final class Return extends WheelTimer {
    @Override
    void fire(long due, long now) {
      if (now < population.untilNanos()) {
        open();
      }
    }
  }
}
