package im.stress.target;

import im.stress.config.StressSettings;
import im.stress.protocol.Traits;
import im.stress.target.Steps.Done;
import java.time.Duration;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.function.Predicate;

/** Waits for what the server should say, and explains where it doesn't. */
record Replies(StressSettings settings, Steps steps) {

  /**
   * A message that is to be sent.
   *
   * @param name for people
   * @param from who writes it
   * @param to to whom it should come
   * @param number among the messages of its sender
   * @param letter what its marker says
   * @param sending sends it, and returns when
   */
  record Message(
      String name, Caller from, Caller to, int number, Event.Letter letter, LongSupplier sending) {
    private boolean isAck(Event event) {
      return event instanceof Event.Acked ack && ack.number() == number;
    }

    private boolean isArrival(Event event) {
      return event instanceof Event.Pushed push && letter.equals(push.letter());
    }
  }

  /**
   * Takes the steps of a message: its acknowledgement, where there is one, and its arrival, where
   * it comes to anybody.
   */
  void exchange(Message message, boolean acknowledged, Traits.Arrivals arrivals) {
    long[] sent = new long[1];
    String ack = message.name() + ": ack";
    if (acknowledged) {
      steps.take(
          ack,
          () -> {
            sent[0] = message.sending().getAsLong();
            return ack(message, sent[0]);
          });
    } else {
      steps.absent(ack, "no acknowledgements in this protocol");
    }
    String delivery = message.name() + ": delivery";
    if (arrivals == Traits.Arrivals.NONE) {
      steps.absent(delivery, "messages come to nobody in this protocol");
      return;
    }
    steps.take(
        delivery,
        () -> {
          long start = acknowledged ? sent[0] : message.sending().getAsLong();
          if (arrivals == Traits.Arrivals.POLLED) {
            message.to().heartbeat();
          }
          return arrival(message, start);
        });
  }

  private Done ack(Message message, long sent) throws StepFailure {
    Event.Acked ack = (Event.Acked) awaitAck(message);
    if (ack.code() != 0) {
      throw new StepFailure(
          "%s: the server refused it with code %s: may %s write there?"
              .formatted(message.name(), ack.refusal(), message.from().user.uid()));
    }
    return new Done(ack.nanos() - sent, "");
  }

  private Event awaitAck(Message message) throws StepFailure {
    Duration limit = settings.message().ackTimeout();
    String otherwise = message.name() + ": the server did not acknowledge it";
    try {
      return await(message.from(), message::isAck, limit, otherwise);
    } catch (StepFailure e) {
      boolean arrived = message.to().inbox.unasked(Event.Pushed.class).anyMatch(message::isArrival);
      throw arrived
          ? new StepFailure(
              "%s (it came to %s all the same)".formatted(e.getMessage(), message.to().user.uid()))
          : e;
    }
  }

  private Done arrival(Message message, long sent) throws StepFailure {
    Event push =
        await(
            message.to(),
            message::isArrival,
            settings.message().ackTimeout(),
            "%s: it did not come to %s".formatted(message.name(), message.to().user.uid()));
    return new Done(push.nanos() - sent, "");
  }

  /**
   * Blocks until what is wanted comes to this user.
   *
   * @param otherwise why it failed when it doesn't
   */
  static Event await(Caller user, Predicate<Event> wanted, Duration limit, String otherwise)
      throws StepFailure {
    Optional<Event> came = user.inbox.take(wanted, limit);
    if (came.isEmpty()) {
      throw new StepFailure(
          "%s within %d ms%s".formatted(otherwise, limit.toMillis(), Explained.instead(user)));
    }
    if (came.get().isEnd()) {
      throw new StepFailure(Explained.end(user, came.get()));
    }
    return came.get();
  }
}
