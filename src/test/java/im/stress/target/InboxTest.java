package im.stress.target;

import static org.assertj.core.api.Assertions.assertThat;

import im.stress.channel.ConnectionEnd;
import im.stress.model.Cause;
import java.time.Duration;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/** What a thread gets that waits for one thing while others come. */
class InboxTest {
  private static final Duration SOON = Duration.ofMillis(1);
  private static final Event ACK = new Event.Acked(2, 0, 0, "");
  private static final Event END = new Event.Ended(3, ConnectionEnd.of(Cause.RESET, "reset"), "");

  private final Inbox inbox = new Inbox();

  private static Predicate<Event> any(Class<? extends Event> kind) {
    return kind::isInstance;
  }

  @Test
  void what_was_not_wanted_is_kept_for_later() {
    Event push = new Event.Pushed(1, null, "hello");
    inbox.put(push);
    inbox.put(ACK);

    assertThat(inbox.take(any(Event.Acked.class), SOON)).contains(ACK);
    assertThat(inbox.take(any(Event.Acked.class), SOON)).isEmpty();
    assertThat(inbox.unasked(Event.Pushed.class)).containsExactly((Event.Pushed) push);
    assertThat(inbox.take(any(Event.Pushed.class), SOON)).contains(push);
  }

  @Test
  void an_end_is_told_whatever_is_wanted_and_as_often_as_it_is_asked_for() {
    inbox.put(ACK);
    inbox.put(END);

    assertThat(inbox.take(any(Event.Joined.class), SOON)).contains(END);
    assertThat(inbox.take(any(Event.Joined.class), SOON)).contains(END);
    assertThat(inbox.take(any(Event.Acked.class), SOON)).contains(ACK);
  }

  @Test
  void an_interrupted_thread_waits_for_nothing() {
    Thread.currentThread().interrupt();

    assertThat(inbox.take(any(Event.Acked.class), Duration.ofHours(1))).isEmpty();
    assertThat(Thread.interrupted()).isTrue();
  }
}
