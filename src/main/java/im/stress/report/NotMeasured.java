package im.stress.report;

import im.stress.config.StressSettings;
import im.stress.model.Counter;
import im.stress.model.Figure;
import im.stress.model.Metric;
import im.stress.record.RunData;
import java.util.List;

/** Says why a figure that a threshold asks for is absent. */
final class NotMeasured {
  /** Of users of HTTP without heartbeats. */
  static final String ONLINE_UNKNOWN =
      "not known: these users only make requests, without heartbeats";

  private final RunData run;
  private final StressSettings settings;

  NotMeasured(RunData run, StressSettings settings) {
    this.run = run;
    this.settings = settings;
  }

  /**
   * Why a figure is absent.
   *
   * @param text for people
   * @param possible whether this run could have measured it: something was due, and nothing of it
   *     succeeded
   */
  record Reason(String text, boolean possible) {}

  /** Of a figure that is absent. */
  Reason of(Figure figure) {
    if (run.counters().isEmpty()) {
      return new Reason("no process left any counts", true);
    }
    if (figure == Figure.SUCCESS_ONLINE && !Measured.online(run)) {
      return impossible(ONLINE_UNKNOWN);
    }
    if (figure == Figure.MESSAGES_PASSED_OVER) {
      return impossible("users don't poll for messages in this run");
    }
    if (figure == Figure.MESSAGES_NOT_SENT) {
      return impossible("users make no requests of HTTP in this run");
    }
    return figure.metric().map(this::of).orElseGet(() -> impossible("nothing of it was due"));
  }

  private Reason of(Metric operation) {
    return switch (operation) {
      case CONNECT -> unlessTried(Counter.CONNECTS_ATTEMPTED, "connection", "opened");
      case TLS -> tls();
      case LOGIN -> unlessTried(Counter.LOGINS_ATTEMPTED, "login", "accepted");
      case HEARTBEAT -> heartbeat();
      case ACK -> ack();
      case DELIVERY -> delivery();
      case GROUP_DELIVERY, GROUP_FIRST -> group("was delivered");
      case GROUP_MEDIAN -> group("came to half of its members");
      case GROUP_LAST -> group("came to all of its members");
      case GROUP_ACK -> groupAck();
      case RECONNECT -> impossible("no user lost its connection and came back");
      default -> impossible("nothing of it was due");
    };
  }

  private Reason tls() {
    return settings.target().isSecure()
        ? unlessTried(Counter.CONNECTS_ATTEMPTED, "connection", "encrypted")
        : impossible("no target is wss:// or tls://");
  }

  private Reason unlessTried(Counter counter, String what, String success) {
    long tried = run.total(counter);
    return tried == 0
        ? impossible("no " + what + " was tried")
        : noneOf(counter, what + "s was " + success);
  }

  private Reason noneOf(Counter tried, String whatSucceeded) {
    return new Reason(
        "none of %s %s".formatted(Format.count(run.total(tried)), whatSucceeded), true);
  }

  private Reason heartbeat() {
    if (!Measured.heartbeats(run)) {
      return impossible(
          settings.heartbeat().enabled()
              ? "the protocol or the simulation has no heartbeats"
              : "heartbeats are off (im.heartbeat.interval is 0)");
    }
    if (!Measured.heartbeatAnswers(run)) {
      return impossible("the protocol does not answer heartbeats");
    }
    return run.total(Counter.HEARTBEATS_INTENDED) > 0
        ? unlessTried(Counter.HEARTBEATS_INTENDED, "heartbeat", "answered")
        : impossible("no heartbeat was due" + every(run.intervals().heartbeatMicros()));
  }

  private Reason ack() {
    return Measured.messages(run) && !Measured.acks(run)
        ? impossible("the protocol has no acks")
        : message("acked");
  }

  private Reason delivery() {
    return Measured.messages(run) && !Measured.ledger(run)
        ? impossible("messages come to nobody in this protocol")
        : message("delivered");
  }

  private Reason groupAck() {
    return Measured.groups(run) && !Measured.groupAcks(run)
        ? impossible("the protocol has no acks of group messages")
        : group("was acked");
  }

  private Reason group(String success) {
    if (!settings.groups().enabled()) {
      return impossible("there are no groups (im.groups.size is 0)");
    }
    return FailedJoins.of(run)
        .map(joins -> new Reason(groupMessages(success).text() + "; " + joins, true))
        .orElseGet(() -> groupMessages(success));
  }

  private Reason groupMessages(String success) {
    if (!Measured.groups(run)) {
      return impossible(
          settings.groupMessage().enabled()
              ? "no user of the simulation writes to groups"
              : "group messages are off (im.groups.interval is 0)");
    }
    if (run.total(Counter.GROUP_MESSAGES_INTENDED) > 0) {
      return noneOf(Counter.GROUP_MESSAGES_INTENDED, "group messages " + success);
    }
    return run.total(Counter.GROUP_MESSAGES_SKIPPED) > 0
        ? noneOf(
            Counter.GROUP_MESSAGES_SKIPPED, "group messages was sent: members were always missing")
        : impossible("no group message was due" + every(run.intervals().groupMessageMicros()));
  }

  private Reason message(String success) {
    if (!Measured.messages(run)) {
      return impossible(
          settings.message().enabled()
              ? "no user of the simulation writes messages"
              : "messages are off (im.message.interval is 0)");
    }
    if (run.total(Counter.MESSAGES_INTENDED) > 0) {
      return unlessTried(Counter.MESSAGES_INTENDED, "message", success);
    }
    return run.total(Counter.MESSAGES_SKIPPED) > 0
        ? impossible("no message was sent: " + withoutContact())
        : impossible("no message was due" + every(run.intervals().messageMicros()));
  }

  /** As the simulation has it; nothing where nobody knows. */
  private static String every(List<Long> micros) {
    return micros.isEmpty() ? "" : " (there is one every %s)".formatted(IntervalText.of(micros));
  }

  private String withoutContact() {
    long users = run.total(Counter.USERS_STARTED);
    return users == 1 ? "1 user has no contact" : "no contact was online when one was due";
  }

  private static Reason impossible(String text) {
    return new Reason(text, false);
  }
}
