package im.stress.user;

import im.stress.config.HeartbeatSettings;
import im.stress.config.MessageSettings;
import java.time.Duration;

/**
 * One IM user: what it is told to do, step by step. How it stands is in its {@link Lifecycle}.
 *
 * <p>Every method belongs on the user's event loop.
 */
public final class ImUser {
  final Lifecycle life;
  private final UserLoop loop;
  private final LoopUsers others;
  private final StayTime stayTime = new StayTime();
  private Done done;

  ImUser(UserLoop loop, LoopUsers others, int index) {
    this.loop = loop;
    this.others = others;
    this.life = new Lifecycle(loop, index, this::finishStep);
  }

  /** Connects and logs in; {@code whenDone} hears whether the user is online. */
  public void connect(Done whenDone) {
    done = whenDone;
    life.connect();
  }

  /**
   * Begins to keep the connection alive, whenever there is one; once in a user's life. What was due
   * before it came online is counted as not done.
   */
  public void keepAlive(HeartbeatSettings settings) {
    life.begin(life.loops().keepAlive(settings));
  }

  /** Begins to write messages, in the same way. */
  public void write(MessageSettings settings) {
    life.begin(life.loops().write(settings));
  }

  /**
   * Joins the user's group after each login, where the settings have groups.
   *
   * @param written what it writes to the group; with an interval of zero nothing
   */
  public void joinGroup(MessageSettings written) {
    GroupLoop told = life.loops().joinGroup(written);
    life.begin(told);
    if (life.isOnline()) {
      told.loggedIn(System.nanoTime());
    }
  }

  /** Stays until the end of the run, or until the user is lost for good. */
  public void stay(Done whenDone) {
    if (life.isGone()) {
      whenDone.done(false);
      return;
    }
    done = whenDone;
    life.loops().joinNoGroup();
    others.stay(this);
  }

  /** Stays for a time, then ends its loops and waits for the answers that are still to come. */
  public void stay(Duration time, Done whenDone) {
    long end = System.nanoTime() + time.toNanos();
    life.loops().until(end);
    loop.wheel.schedule(stayTime, end);
    stay(whenDone);
  }

  /** Closes the connection in order. */
  public void leave(Done whenDone) {
    if (life.isOnline()) {
      done = whenDone;
      life.leave();
    } else {
      life.leaveOffline(System.nanoTime());
      whenDone.done(false);
    }
  }

  /** Looks for the last time, once, where users poll; whether that is waited for. */
  boolean looksLast(long now) {
    return life.isOnline() && life.loops().lastLook.isAwaited(now);
  }

  /** Everything that will arrive has arrived. */
  void stayEnded() {
    loop.wheel.cancel(stayTime);
    life.loops().giveUpAnswers("no ack before the end of the run");
    boolean online = life.isOnline();
    if (!online) {
      life.giveUp();
    }
    finishStep(online);
  }

  private void finishStep(boolean ok) {
    others.gone(this);
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
      boolean online = life.isOnline();
      if (!online) {
        life.leaveOffline(now);
      }
      if (online && (life.loops().awaitAnswers() || looksLast(now))) {
        loop.wheel.schedule(this, now + LoopUsers.DRAIN_POLL_NANOS);
      } else {
        finishStep(online);
      }
    }
  }
}
