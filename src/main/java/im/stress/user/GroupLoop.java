package im.stress.user;

import im.stress.config.GroupSettings;
import im.stress.config.MessageSettings;
import im.stress.measure.GroupLedger;
import im.stress.model.Counter;
import im.stress.model.Metric;
import im.stress.protocol.Traits;
import java.util.concurrent.TimeUnit;

/**
 * Makes one user a member of its group after each login, and lets it write there on due times of
 * its own. Belongs to the user's event loop.
 *
 * <p>Nobody writes to a group while one of its members is still to come: so a message goes to as
 * many as the settings say, and none passes a member whose wish to join is under way.
 */
final class GroupLoop extends IntervalLoop {
  /** Far from the others, which are multiplied by the user. */
  private static final int PHASE_SALT = 1 << 30;

  /** Where nobody says so, a user counts as a member so long after it asked. */
  private static final long SETTLED_NANOS = TimeUnit.SECONDS.toNanos(1);

  private final UserLoop loop;
  private final UserContext context;
  private final Speaker user;
  private final Acks acks;
  private final GroupSettings settings;
  private final MessageSettings written;
  private final Traits.Groups traits;
  private final GroupLedger ledger;
  private final WheelTimer joinTimer = new JoinTimer();
  private boolean joinAwaited;
  private Membership membership = Membership.NONE;

  /** How the user stands to its group. */
  private enum Membership {
    /** Not there, or not known yet. */
    NONE,
    MEMBER,
    /** The wish to join was refused, or not answered in time. */
    BARRED
  }

  /**
   * A loop of one user.
   *
   * @param isMember whether the user belongs to a group at all
   * @param written what it writes to its group; with an interval of zero nothing
   */
  GroupLoop(UserLoop loop, Speaker user, Acks acks, boolean isMember, MessageSettings written) {
    super(
        loop,
        MessageLoop.dueTimes(
            loop.context, user.index(), PHASE_SALT, written.interval(), written.arrivals()),
        written.enabled() && loop.context.settings.groups().enabled());
    this.loop = loop;
    this.context = loop.context;
    this.user = user;
    this.acks = acks;
    this.settings = context.settings.groups();
    this.written = written;
    this.traits = context.traits.groups();
    this.ledger = isMember ? context.groups.ofUser(user.index()) : null;
  }

  /** Asks to join the group, where that is asked for. */
  void loggedIn(long now) {
    if (ledger == null) {
      return;
    }
    ledger.asks(user.index());
    if (!settings.join()) {
      joined();
      return;
    }
    loop.measure.count(Counter.GROUP_JOINS);
    joinAwaited = traits.acknowledgesJoins();
    long wait = joinAwaited ? context.settings.login().timeout().toNanos() : SETTLED_NANOS;
    loop.wheel.schedule(joinTimer, now + wait);
    user.joinGroup(ledger.group());
  }

  /** The server has answered; 0 = the user is a member, be it in time or late. */
  void joinAnswered(int code) {
    if (!joinAwaited) {
      loop.measure.count(Counter.FRAMES_UNEXPECTED);
      return;
    }
    joinAwaited = false;
    loop.wheel.cancel(joinTimer);
    if (code == 0) {
      joined();
    } else {
      ledger.refused(user.index());
      barred(Counter.GROUP_JOINS_REFUSED);
    }
  }

  /** A late refusal stays among what was not answered. */
  private void barred(Counter why) {
    if (membership == Membership.NONE) {
      loop.measure.count(why);
      membership = Membership.BARRED;
    }
  }

  /** Nobody waits for the answer any more. */
  void giveUpJoin() {
    loop.wheel.cancel(joinTimer);
    if (joinAwaited) {
      ledger.unanswered(user.index());
      barred(Counter.GROUP_JOINS_UNANSWERED);
    }
  }

  private void joined() {
    membership = Membership.MEMBER;
    ledger.joined(user.index(), loop.measure);
  }

  @Override
  void tick(long due) {
    if (membership == Membership.BARRED) {
      notSent(due, Counter.GROUP_MESSAGES_NOT_JOINED, "the user could not join the group");
    } else if (isSilent()) {
      loop.measure.count(Counter.GROUP_MESSAGES_SKIPPED);
    } else if (user.congested()) {
      notSent(due, Counter.GROUP_MESSAGES_BLOCKED, "the server doesn't read");
    } else {
      loop.measure.count(Counter.GROUP_MESSAGES_INTENDED);
      send(due);
    }
  }

  private boolean isSilent() {
    return membership == Membership.NONE || !ledger.isReady() || !ledger.hasOthers(user.index());
  }

  private void notSent(long due, Counter why, String reason) {
    loop.measure.count(Counter.GROUP_MESSAGES_INTENDED);
    loop.measure.count(why);
    loop.measure.failed(Metric.GROUP_DELIVERY, due, System.nanoTime(), "not sent: " + reason);
  }

  private void send(long due) {
    int number = acks.nextNumber();
    long now = System.nanoTime();
    int sequence = ledger.sent(user.index(), number, now, loop.measure, context.measure.samples());
    acks.expectOfGroup(due);
    loop.measure.count(Counter.GROUP_MESSAGES_SENT);
    loop.measure.record(Metric.SEND_LATENESS, due, now);
    long dueMicros = context.measure.clock().epochMicros(due);
    loop.groupChat.sized(written.sizeBytes());
    user.groupChat(loop.groupChat.set(user.index(), ledger.group(), number, sequence, dueMicros));
  }

  @Override
  Counter dueOffline() {
    return Counter.GROUP_MESSAGES_OFFLINE;
  }

  void connectionLost() {
    stop();
    loop.wheel.cancel(joinTimer);
    joinAwaited = false;
    membership = Membership.NONE;
    if (ledger != null) {
      ledger.connectionLost(user.index());
    }
  }

  private final class JoinTimer extends WheelTimer {
    @Override
    void fire(long due, long now) {
      if (joinAwaited) {
        giveUpJoin();
      } else {
        joined();
      }
    }
  }
}
