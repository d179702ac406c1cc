package im.stress.measure;

import static org.assertj.core.api.Assertions.assertThat;

import im.stress.model.Counter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.Test;

class FlowTest {
  /** As many messages of the sender are still waited for. */
  private static final int AWAITED = 10;

  private final ShardMeasure shard = new ShardMeasure(EpochClock.startingNow(), new SilentLog());
  private final LoopMeasure measure = shard.newLoop();
  private final Flow flow = new Flow(1, 2, 16, AWAITED);
  private int nextNumber;

  private int send() {
    return flow.sent(nextNumber++, measure, shard.samples());
  }

  private void settle() {
    flow.settleAll(measure, shard.samples());
  }

  @Test
  void a_message_is_delivered_once_and_then_a_duplicate() {
    int sequence = send();

    assertThat(flow.arrived(sequence)).isEqualTo(Flow.Arrival.IN_ORDER);
    assertThat(flow.arrived(sequence)).isEqualTo(Flow.Arrival.DUPLICATE);
    settle();
    assertThat(shard.total(Counter.MESSAGES_LOST)).isZero();
  }

  @Test
  void a_message_behind_a_later_one_is_reordered() {
    int first = send();
    int second = send();

    assertThat(flow.arrived(second)).isEqualTo(Flow.Arrival.IN_ORDER);
    assertThat(flow.arrived(first)).isEqualTo(Flow.Arrival.REORDERED);
  }

  @Test
  void what_never_arrives_is_lost_and_told_apart_by_its_ack() {
    flow.acked(send());
    send();
    settle();

    assertThat(shard.total(Counter.MESSAGES_LOST)).isEqualTo(2);
    assertThat(shard.total(Counter.MESSAGES_ACKED_NOT_DELIVERED)).isEqualTo(1);
    assertThat(shard.samples().drain())
        .extracting(LedgerSamples.Sample::fate)
        .containsExactly("acked-not-delivered", "lost");
  }

  @Test
  void only_what_was_under_way_when_the_connection_was_lost_is_lost_in_the_gap() {
    send();
    flow.arrived(send());
    send();
    int late = send();
    flow.connectionLost();
    flow.arrived(late);
    send();
    settle();

    assertThat(shard.total(Counter.MESSAGES_LOST)).isEqualTo(3);
    assertThat(shard.total(Counter.MESSAGES_LOST_IN_GAP)).isEqualTo(1);
  }

  @Test
  void what_nobody_could_look_for_is_not_lost() {
    flow.arrived(send());
    send();
    flow.lookFailed();
    flow.arrived(send());
    settle();

    assertThat(shard.total(Counter.MESSAGES_LOST)).isZero();
    assertThat(shard.total(Counter.MESSAGES_UNSEEN)).isEqualTo(1);
    assertThat(shard.total(Counter.MESSAGES_FATE_UNKNOWN)).isEqualTo(1);
  }

  @Test
  void a_misrouted_message_is_not_lost_as_well() {
    flow.misrouted(send());
    settle();

    assertThat(shard.total(Counter.MESSAGES_LOST)).isZero();
  }

  @Test
  void a_message_that_the_window_has_passed_is_lost_and_its_arrival_stale() {
    int first = send();
    for (int i = 0; i < 16; i++) {
      send();
    }

    assertThat(shard.total(Counter.MESSAGES_LOST)).isEqualTo(1);
    assertThat(shard.total(Counter.MESSAGES_FATE_UNKNOWN)).isZero();
    assertThat(flow.arrived(first)).isEqualTo(Flow.Arrival.STALE);
  }

  @Test
  void a_message_that_leaves_a_small_window_while_it_is_waited_for_is_not_lost() {
    Flow small = new Flow(1, 2, 16, 17);
    int first = small.sent(0, measure, shard.samples());
    for (int number = 1; number <= 16; number++) {
      small.sent(number, measure, shard.samples());
    }

    assertThat(shard.total(Counter.MESSAGES_LOST)).isZero();
    assertThat(shard.total(Counter.MESSAGES_FATE_UNKNOWN)).isEqualTo(1);
    assertThat(shard.samples().drain()).isEmpty();
    assertThat(small.arrived(first)).isEqualTo(Flow.Arrival.STALE);
  }

  @Test
  void messages_to_other_contacts_tell_the_age_of_what_leaves_the_window() {
    Flow oneOfTwo = new Flow(1, 2, 16, 32);
    for (int number = 0; number <= 32; number += 2) {
      oneOfTwo.sent(number, measure, shard.samples());
    }

    assertThat(shard.total(Counter.MESSAGES_LOST)).isEqualTo(1);
    assertThat(shard.total(Counter.MESSAGES_FATE_UNKNOWN)).isZero();
  }

  @Test
  void what_arrived_may_leave_the_window_at_any_time() {
    Flow small = new Flow(1, 2, 16, 1_000);
    for (int number = 0; number < 100; number++) {
      small.arrived(small.sent(number, measure, shard.samples()));
    }

    assertThat(shard.total(Counter.MESSAGES_FATE_UNKNOWN)).isZero();
  }

  @Test
  void an_arrival_of_what_was_never_sent_is_stale() {
    send();

    assertThat(flow.arrived(7)).isEqualTo(Flow.Arrival.STALE);
    assertThat(flow.arrived(-1)).isEqualTo(Flow.Arrival.STALE);
    assertThat(flow.arrived(Integer.MAX_VALUE)).isEqualTo(Flow.Arrival.STALE);
  }

  @Test
  void settling_twice_counts_once() {
    send();
    settle();
    settle();

    assertThat(shard.total(Counter.MESSAGES_LOST)).isEqualTo(1);
  }

  @Test
  void every_message_has_one_fate_with_sender_and_recipient_on_their_own_threads()
      throws InterruptedException, ExecutionException {
    int messages = 200_000;
    Flow shared = new Flow(1, 2, 1_024, 1_024);
    LoopMeasure receiver = shard.newLoop();
    List<Integer> wire = Collections.synchronizedList(new ArrayList<>());
    FutureTask<Void> receiving =
        new FutureTask<>(
            () -> {
              Random random = new Random(11);
              int taken = 0;
              while (taken < messages) {
                if (taken < wire.size()) {
                  int sequence = wire.get(taken++);
                  if (random.nextInt(100) != 0
                      && shared.arrived(sequence) == Flow.Arrival.IN_ORDER) {
                    receiver.count(Counter.MESSAGES_DELIVERED);
                  }
                }
              }
              return null;
            });
    Thread thread = new Thread(receiving);
    thread.start();
    for (int i = 0; i < messages; i++) {
      wire.add(shared.sent(i, measure, shard.samples()));
    }
    receiving.get();
    shared.settleAll(measure, shard.samples());

    assertThat(shard.total(Counter.MESSAGES_DELIVERED) + shard.total(Counter.MESSAGES_LOST))
        .isEqualTo(messages);
    assertThat(shard.total(Counter.MESSAGES_LOST)).isGreaterThan(messages / 200);
  }
}
