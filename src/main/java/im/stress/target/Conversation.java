package im.stress.target;

import im.stress.config.ConnectionSettings;
import im.stress.config.StressSettings;
import im.stress.protocol.Traits;
import im.stress.target.Steps.Done;
import im.stress.text.TimeText;
import java.time.Duration;
import java.util.Optional;

/** What users say who are online, each for itself and from one to the other, and how they leave. */
final class Conversation {
  private static final String HEARTBEAT = "heartbeat";

  private final StressSettings settings;
  private final Traits traits;
  private final Steps steps;

  Conversation(StressSettings settings, Traits traits, Steps steps) {
    this.settings = settings;
    this.traits = traits;
    this.steps = steps;
  }

  void heartbeat(Caller user) {
    switch (traits.heartbeatKind()) {
      case NONE -> steps.absent(HEARTBEAT, "no heartbeats in this protocol");
      case MESSAGE -> steps.take(HEARTBEAT, () -> answered(user, user.heartbeat(), "message"));
      case MESSAGE_UNANSWERED -> steps.take(HEARTBEAT, () -> unanswered(user));
      case PING_FRAME -> steps.take(HEARTBEAT, () -> answered(user, user.ping(), "ping frame"));
    }
  }

  private Done answered(Caller user, long sent, String kind) throws StepFailure {
    Event answer =
        Replies.await(
            user,
            Event.HeartbeatAnswered.class::isInstance,
            settings.heartbeat().timeout(),
            "%s sent a heartbeat (%s), and no answer to it came".formatted(user.user.uid(), kind));
    String refusal = ((Event.HeartbeatAnswered) answer).refusal();
    if (!refusal.isEmpty()) {
      throw new StepFailure(
          "%s sent a heartbeat (%s), and the server refused it %s"
              .formatted(user.user.uid(), kind, refusal));
    }
    return new Done(answer.nanos() - sent, kind + ", answered");
  }

  private static Done unanswered(Caller user) {
    user.heartbeat();
    return new Done(0, "message, not answered in this protocol");
  }

  /** A message from one to the other: its acknowledgement, and its arrival. */
  void message(Caller from, Caller to) {
    int recipient = to.user.index();
    Replies.Message message =
        new Replies.Message(
            "message %s to %s".formatted(from.user.uid(), to.user.uid()),
            from,
            to,
            0,
            new Event.Letter(false, from.user.index(), recipient, 0),
            () -> from.chat(recipient, 0));
    new Replies(settings, steps)
        .exchange(message, traits.acknowledgesMessages(), traits.arrivals());
  }

  void leave(Caller user) {
    steps.take("leave of " + user.user.uid(), () -> left(user));
  }

  private static Done left(Caller user) throws StepFailure {
    long start = user.leave();
    Duration limit = ConnectionSettings.CLOSE_TIMEOUT;
    Optional<Event> end = user.inbox.take(event -> false, limit.plusSeconds(1));
    if (end.isEmpty()) {
      throw new StepFailure(
          "%s could not leave within %s".formatted(user.user.uid(), TimeText.text(limit)));
    }
    long nanos = end.get().nanos() - start;
    if (nanos < 0) {
      throw new StepFailure(Explained.end(user, end.get()));
    }
    String within = " within " + limit.toSeconds() + " s";
    return new Done(
        nanos,
        nanos < limit.toNanos()
            ? "the server closed its side"
            : "the server did not close its side" + within);
  }
}
