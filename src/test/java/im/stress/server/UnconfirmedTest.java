package im.stress.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import org.junit.jupiter.api.Test;

class UnconfirmedTest {
  private final List<Push> again = new ArrayList<>();
  private final List<Long> delays = new ArrayList<>();
  private final Queue<Runnable> due = new ArrayDeque<>();
  private boolean answering = true;

  private final Unconfirmed unconfirmed =
      new Unconfirmed(
          List.of(Duration.ofNanos(5), Duration.ofNanos(30)), new Online(), new Kept(), again::add);

  /** A recipient who may have gone. */
  private final class Online implements Recipient {
    @Override
    public void deliver(Push push, Fate fate) {}

    @Override
    public void tell(String message) {}

    @Override
    public void kick(String reason) {}

    @Override
    public void ifAnswering(Runnable task) {
      if (answering) {
        task.run();
      }
    }
  }

  /** A client that keeps what is to be done later. */
  private final class Kept implements Client {
    @Override
    public void later(long nanos, Runnable task) {
      delays.add(nanos);
      due.add(task);
    }

    @Override
    public void write(String message) {}

    @Override
    public void refuse(int code, String reason) {}

    @Override
    public void close(int code, String reason) {}

    @Override
    public void reset() {}

    @Override
    public boolean isOpen() {
      return answering;
    }

    @Override
    public void execute(Runnable task) {
      task.run();
    }
  }

  private static Push push(Optional<String> receiptId) {
    Push.Lane lane = new Push.Lane("8", "");
    return new Push(lane, "c", false, new Counts.Traffic(), "7", receiptId);
  }

  private void passAllTime() {
    while (!due.isEmpty()) {
      due.remove().run();
    }
  }

  @Test
  void push_is_sent_again_after_each_delay_and_then_no_more() {
    Push push = push(Optional.of("1"));
    unconfirmed.sent(push);
    passAllTime();
    assertThat(again).containsExactly(push, push);
    assertThat(delays).containsExactly(5L, 30L);
    assertThat(unconfirmed.confirm("1")).isEmpty();
  }

  @Test
  void receipt_ends_it_and_counts_once() {
    Push push = push(Optional.of("1"));
    unconfirmed.sent(push);
    due.remove().run();
    assertThat(unconfirmed.confirm("2")).isEmpty();
    assertThat(unconfirmed.confirm("1")).hasValue(push);
    assertThat(unconfirmed.confirm("1")).isEmpty();
    passAllTime();
    assertThat(again).containsExactly(push);
  }

  @Test
  void copy_of_a_push_waits_with_it() {
    Push push = push(Optional.of("1"));
    unconfirmed.sent(push);
    unconfirmed.sent(push);
    assertThat(due).hasSize(1);
  }

  @Test
  void recipient_who_is_gone_gets_nothing_more() {
    unconfirmed.sent(push(Optional.of("1")));
    answering = false;
    passAllTime();
    assertThat(again).isEmpty();
    assertThat(delays).hasSize(1);
  }

  @Test
  void push_of_a_protocol_without_receipts_is_not_waited_for() {
    unconfirmed.sent(push(Optional.empty()));
    assertThat(due).isEmpty();
  }
}
