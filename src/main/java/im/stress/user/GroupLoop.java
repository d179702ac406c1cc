package im.stress.user;

import im.stress.config.GroupSettings;
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
  private final Traits.Groups traits;
  private final GroupLedger ledger;
  private final WheelTimer joinTimer = new JoinTimer();
  private boolean joinAwaited;
  private boolean member;

  /**
   * A loop of one user.
   *
   * @param isMember whether the user belongs to a group at all
   * @param writes whether it writes to its group
   */
  GroupLoop(UserLoop loop, Speaker user, Acks acks, boolean isMember, boolean writes) {
    super(
        loop,
        MessageLoop.dueTimes(
            loop.context,
            user.index(),
            PHASE_SALT,
            loop.context.settings.groups().interval(),
            loop.context.settings.message().arrivals()),
        writes && loop.context.settings.groups().enabled());
    this.loop = loop;
    this.context = loop.context;
    this.user = user;
    this.acks = acks;
    this.settings = context.settings.groups();
    this.traits = context.traits.groups();
    this.ledger = isMember ? context.groups.ofUser(user.index()) : null;
  }

  /** Asks to join the group, where that is asked for. */
  void loggedIn(long now) {
    if (ledger == null) {
      return;
    }
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
      loop.measure.count(Counter.GROUP_JOINS_REFUSED);
      ledger.staysOut(user.index());
    }
  }

  private void joined() {
    member = true;
    ledger.joined(user.index());
  }

  @Override
  void tick(long due) {
    if (!member || !ledger.isReady() || !ledger.hasOthers(user.index())) {
      loop.measure.count(Counter.GROUP_MESSAGES_SKIPPED);
      return;
    }
    loop.measure.count(Counter.GROUP_MESSAGES_INTENDED);
    if (user.congested()) {
      loop.measure.count(Counter.GROUP_MESSAGES_BLOCKED);
      loop.measure.failed(
          Metric.GROUP_DELIVERY, due, System.nanoTime(), "not sent: the server doesn't read");
    } else {
      send(due);
    }
  }

  private void send(long due) {
    int number = acks.nextNumber();
    long now = System.nanoTime();
    int sequence = ledger.sent(user.index(), number, now, loop.measure, context.measure.samples());
    acks.expectOfGroup(due);
    loop.measure.count(Counter.GROUP_MESSAGES_SENT);
    loop.measure.record(Metric.SEND_LATENESS, due, now);
    long dueMicros = context.measure.clock().epochMicros(due);
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
    member = false;
    if (ledger != null) {
      ledger.connectionLost(user.index());
    }
  }

  private final class JoinTimer extends WheelTimer {
    @Override
    void fire(long due, long now) {
      if (joinAwaited) {
        loop.measure.count(Counter.GROUP_JOINS_UNANSWERED);
        ledger.staysOut(user.index());
      } else {
        joined();
      }
    }
  }
}
