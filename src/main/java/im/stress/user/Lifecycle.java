package im.stress.user;

import im.stress.channel.ConnectionEnd;
import im.stress.config.StormSettings;
import im.stress.measure.LedgerSamples;
import im.stress.measure.LoopMeasure;
import im.stress.model.Counter;
import im.stress.protocol.UserValues;

/**
 * Where one user stands: owns the states and their transitions. Each connection that it makes is a
 * {@link Link}; what it does again and again is in its {@link Loops}. Belongs to the user's event
 * loop.
 */
final class Lifecycle implements Link.Owner {
  private enum State {
    NEW,
    CONNECTING,
    ONLINE,
    LOST,
    LEAVING,
    GONE
  }

  private final UserLoop loop;
  private final UserContext context;
  private final UserValues user;
  private final Loops loops;
  private final Comeback comeback;
  private final Done stepOver;
  private State state = State.NEW;
  private Link link;
  private boolean everConnected;
  private boolean everOnline;
  private long connectNanos;
  private long onlineNanos;

  /**
   * A user who hasn't come yet.
   *
   * @param stepOver hears when the user has come online for the first time, has left, or won't be
   *     online any more
   */
  Lifecycle(UserLoop loop, int index, Done stepOver) {
    this.loop = loop;
    this.context = loop.context;
    this.user = context.access.context().user(index);
    this.loops = new Loops(loop, index, now -> link.expire(now));
    this.comeback = new Comeback(loop, index, this::open);
    this.stepOver = stepOver;
  }

  int index() {
    return user.index();
  }

  Loops loops() {
    return loops;
  }

  boolean isOnline() {
    return state == State.ONLINE;
  }

  /** Whether the user won't be online any more. */
  boolean isGone() {
    return state == State.GONE;
  }

  /** Connects and logs in, for the first time. */
  void connect() {
    connectNanos = System.nanoTime();
    loop.measure.count(Counter.USERS_STARTED);
    loop.measure.presence().began(connectNanos);
    if (context.ending.interrupted()) {
      gone();
      stepOver.done(false);
    } else {
      open();
    }
  }

  private void open() {
    become(State.CONNECTING);
    link = new Link(loop, user, loops, this);
    link.open();
  }

  private void become(State next) {
    state = next;
    context.roster.mark(user.index(), next == State.ONLINE);
  }

  /** Lets one of the loops run, whenever the user is online; what was due before is counted. */
  void begin(IntervalLoop told) {
    if (everOnline) {
      told.begin(connectNanos, onlineNanos, System.nanoTime());
    } else {
      told.plan(connectNanos);
    }
    if (!isOnline()) {
      told.stop();
    }
  }

  @Override
  public void opened() {
    if (!everConnected) {
      everConnected = true;
      loop.measure.count(Counter.USERS_CONNECTED);
    }
  }

  @Override
  public void loggedIn(long now, long loginNanos) {
    become(State.ONLINE);
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
      stepOver.done(true);
    }
  }

  @Override
  public void ended(ConnectionEnd end, long now) {
    if (state == State.LEAVING) {
      left(now);
      return;
    }
    boolean wasOnline = isOnline();
    become(State.LOST);
    if (wasOnline) {
      loop.measure.presence().lost(now);
      loops.connectionLost(context.causes.bounded(end.cause()));
      context.ledgers.openGapTo(user.index());
      comeback.lost(now);
    }
    loop.wheel.cancel(loops.deadlines);
    if (everOnline && comeback.isAllowed(now)) {
      comeback.schedule(now);
    } else {
      gone();
      stepOver.done(false);
    }
  }

  private void left(long now) {
    gone();
    loop.measure.count(Counter.USERS_LEFT);
    if (now < context.ending.untilNanos()) {
      context.ledgers.openGapTo(user.index());
    }
    stepOver.done(true);
  }

  /** The drill: cuts the connection, if there is one. */
  void storm(StormSettings.Cut how) {
    if (isOnline()) {
      comeback.cutByStorm();
      link.storm(how);
    }
  }

  /** Closes the connection in order, of a user who is online. */
  void leave() {
    long now = System.nanoTime();
    become(State.LEAVING);
    loop.measure.presence().left(now);
    loops.finish();
    loops.giveUpAnswers("no ack before the user left");
    if (now < context.ending.untilNanos()) {
      loops.groups().connectionLost();
    }
    link.close();
  }

  /** What was due up to now was missed by a user who is not online, and no more is planned. */
  void leaveOffline(long now) {
    loops.passOffline(now, loop.measure);
    loops.finish();
    loop.measure.presence().plannedToLeave(now);
    giveUp();
  }

  /** The user, who is not online, tries no more to be so. */
  void giveUp() {
    loop.wheel.cancel(comeback);
    if (!isGone()) {
      gone();
      link.abandon();
    }
  }

  /** The run ends early: a first connection that is still being made is not waited for. */
  void giveUpConnecting() {
    if (state == State.CONNECTING) {
      giveUp();
      stepOver.done(false);
    }
  }

  private void gone() {
    become(State.GONE);
    context.groups.staysOut(user.index());
  }

  /**
   * The user, where it polls, looks no more; before any ledger is closed. A second call is idle.
   */
  void closeLook(LoopMeasure closing) {
    if (context.traits.polls() && everOnline) {
      loops.lastLook.close(closing.ofPopulation(loop.measure.population()));
    }
  }

  /** Closes the ledger of what was sent, and of what could not be sent; a second call is idle. */
  void settle(LoopMeasure closing, LedgerSamples samples) {
    LoopMeasure measure = closing.ofPopulation(loop.measure.population());
    loops.settle(measure, samples);
    if (!isOnline()) {
      loops.passOffline(Long.MAX_VALUE, measure);
    }
  }
}
