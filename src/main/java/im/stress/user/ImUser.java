package im.stress.user;

import im.stress.channel.ConnectionEnd;
import im.stress.config.HeartbeatSettings;
import im.stress.config.MessageSettings;
import im.stress.config.StormSettings;
import im.stress.measure.LedgerSamples;
import im.stress.measure.LoopMeasure;
import im.stress.model.Counter;
import im.stress.model.Death;
import im.stress.protocol.UserValues;
import java.time.Duration;

/**
 * One IM user: owns the states and their transitions. Each connection it makes is a {@link Link};
 * what it does again and again is in its {@link Loops}.
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
  private final Loops loops;
  private final Comeback comeback;
  private final StayTime stayTime = new StayTime();
  private volatile State state = State.NEW;
  private Link link;
  private Done done;
  private boolean everConnected;
  private boolean everOnline;
  private long connectNanos;
  private long onlineNanos;

  ImUser(Population population, UserLoop loop, int index) {
    this.population = population;
    this.loop = loop;
    this.index = index;
    this.values = population.access().context().user(index);
    this.loops = new Loops(population, loop, this);
    this.comeback = new Comeback(population, loop, this);
  }

  /** Connects and logs in; {@code whenDone} hears whether the user is online. */
  public void connect(Done whenDone) {
    connectNanos = System.nanoTime();
    loop.measure.count(Counter.USERS_STARTED);
    loop.measure.presence().began(connectNanos);
    if (population.interrupted()) {
      state = State.GONE;
      whenDone.done(false);
      return;
    }
    done = whenDone;
    open();
  }

  /**
   * Begins to keep the connection alive, whenever there is one; once in a user's life. What was due
   * before it came online is counted as not done.
   */
  public void keepAlive(HeartbeatSettings settings) {
    begin(loops.keepAlive(settings));
  }

  /** Begins to write messages, in the same way. */
  public void write(MessageSettings settings) {
    begin(loops.write(settings));
  }

  /**
   * Joins the user's group after each login, where the settings have groups.
   *
   * @param written what it writes to the group; with an interval of zero nothing
   */
  public void joinGroup(MessageSettings written) {
    GroupLoop told = loops.joinGroup(written);
    begin(told);
    if (state == State.ONLINE) {
      told.loggedIn(System.nanoTime());
    }
  }

  private void begin(IntervalLoop told) {
    if (everOnline) {
      told.begin(connectNanos, onlineNanos, System.nanoTime());
    } else {
      told.plan(connectNanos);
    }
    if (state != State.ONLINE) {
      told.stop();
    }
  }

  /** Stays until the end of the run, or until the user is lost for good. */
  public void stay(Done whenDone) {
    if (state == State.GONE) {
      whenDone.done(false);
      return;
    }
    done = whenDone;
    loops.joinNoGroup();
    loop.stay(this);
  }

  /** Stays for a time, then ends its loops and waits for the answers that are still to come. */
  public void stay(Duration time, Done whenDone) {
    loop.wheel.schedule(stayTime, System.nanoTime() + time.toNanos());
    stay(whenDone);
  }

  /** Closes the connection in order. */
  public void leave(Done whenDone) {
    if (state != State.ONLINE) {
      leaveOffline(System.nanoTime());
      whenDone.done(false);
      return;
    }
    done = whenDone;
    state = State.LEAVING;
    loop.measure.presence().left(System.nanoTime());
    loops.finish();
    loops.giveUpAnswers("no ack before the user left");
    link.close();
  }

  /** What was due up to now was missed, and nothing more is planned. */
  private void leaveOffline(long now) {
    loops.passOffline(now, loop.measure);
    loops.finish();
    loop.measure.presence().plannedToLeave(now);
    giveUp();
  }

  /** Whether others may write to this user. Safe on any thread. */
  boolean isOnline() {
    return state == State.ONLINE;
  }

  /** Whether the end of the connection is what we want. */
  boolean isLeaving() {
    return state == State.LEAVING;
  }

  /** The number of its population. */
  int population() {
    return loop.measure.population();
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

  Loops loops() {
    return loops;
  }

  /** No message or heartbeat is due any more; answers are still taken. */
  void stopTalking() {
    if (state == State.ONLINE) {
      loops.finish();
    }
  }

  /** The drill: cuts the connection, if there is one. */
  void storm(StormSettings.Cut how) {
    if (state == State.ONLINE) {
      comeback.cutByStorm();
      link.storm(how);
    }
  }

  /** Everything that will arrive has arrived. */
  void stayEnded() {
    loop.wheel.cancel(stayTime);
    loops.giveUpAnswers("no ack before the end of the run");
    boolean online = state == State.ONLINE;
    if (!online) {
      giveUp();
    }
    finishStep(online);
  }

  /** The run ends early: a first connection that is still being made is not waited for. */
  void giveUpConnecting() {
    if (state == State.CONNECTING) {
      giveUp();
      finishStep(false);
    }
  }

  /** The user, who is not online, tries no more to be so. */
  private void giveUp() {
    loop.wheel.cancel(comeback);
    if (state != State.GONE) {
      gone();
      link.abandon();
    }
  }

  /** The user won't be online any more. */
  private void gone() {
    state = State.GONE;
    population.groups().staysOut(index);
  }

  /** Closes the ledger of what was sent, and of what could not be sent; a second call is idle. */
  void settle(LoopMeasure closing, LedgerSamples samples) {
    LoopMeasure measure = closing.ofPopulation(population());
    loops.settle(measure, samples);
    if (state != State.ONLINE) {
      loops.passOffline(Long.MAX_VALUE, measure);
    }
  }

  void open() {
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
    if (everOnline) {
      loops.passOffline(now, loop.measure);
      comeback.succeeded(now, loginNanos);
      loops.resume();
      loops.groups().loggedIn(now);
    } else {
      everOnline = true;
      onlineNanos = now;
      loop.measure.count(Counter.USERS_LOGGED_IN);
      finishStep(true);
    }
  }

  /** The connection is over, for whatever reason; {@code phase} tells how far it had come. */
  void ended(Death.Phase phase, ConnectionEnd end, long now) {
    if (state == State.LEAVING) {
      left(now);
      return;
    }
    boolean wasOnline = state == State.ONLINE;
    state = State.LOST;
    if (wasOnline) {
      loop.measure.presence().lost(now);
      loops.connectionLost(population.causes().bounded(end.cause()));
      population.openGapTo(index);
    }
    loop.wheel.cancel(loops.deadlines());
    if (phase == Death.Phase.ONLINE) {
      comeback.lost(now);
    }
    if (everOnline && comeback.isAllowed(now)) {
      comeback.schedule(now);
    } else {
      gone();
      loop.gone(this);
      finishStep(false);
    }
  }

  private void left(long now) {
    state = State.GONE;
    loop.measure.count(Counter.USERS_LEFT);
    if (now < population.untilNanos()) {
      loops.groups().connectionLost();
      population.openGapTo(index);
    }
    finishStep(true);
  }

  private void finishStep(boolean ok) {
    Done finished = done;
    done = null;
    if (finished != null) {
      finished.done(ok);
    }
  }

  /** Ends a stay that is shorter than the run, be the user online or not. */
  private final class StayTime extends WheelTimer {
    @Override
    void fire(long due, long now) {
      boolean online = state == State.ONLINE;
      if (online) {
        loops.finish();
      } else {
        leaveOffline(now);
      }
      if (online && loops.awaitAnswers()) {
        loop.wheel.schedule(this, now + UserLoop.DRAIN_POLL_NANOS);
      } else {
        loop.gone(ImUser.this);
        finishStep(online);
      }
    }
  }
}
