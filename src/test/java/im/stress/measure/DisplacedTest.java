package im.stress.measure;

import static org.assertj.core.api.Assertions.assertThat;

import im.stress.model.Counter;
import org.junit.jupiter.api.Test;

/** Messages that have left the window of a ledger, where they may be found long after. */
class DisplacedTest {
  private static final int WINDOW = 16;

  private final ShardMeasure shard = new ShardMeasure(EpochClock.startingNow(), new SilentLog());
  private final LoopMeasure measure = shard.newLoop();
  private final Flow flow = new Flow(1, 2, WINDOW, 10, new Displaced());
  private int nextNumber;

  private int send() {
    return flow.sent(nextNumber++, measure, shard.samples());
  }

  private void sendAndReceive(int count) {
    for (int i = 0; i < count; i++) {
      flow.arrived(send());
    }
  }

  @Test
  void one_that_is_found_at_last_is_not_lost() {
    int first = send();
    sendAndReceive(2 * WINDOW);

    assertThat(flow.arrived(first)).isEqualTo(Flow.Arrival.REORDERED);
    assertThat(flow.arrived(first)).isEqualTo(Flow.Arrival.STALE);
    flow.settleAll(measure, shard.samples());
    assertThat(shard.total(Counter.MESSAGES_LOST)).isZero();
  }

  @Test
  void one_that_is_not_found_is_lost_at_the_end_and_once() {
    flow.acked(send());
    send();
    sendAndReceive(2 * WINDOW);

    assertThat(shard.total(Counter.MESSAGES_LOST)).isZero();
    flow.settleAll(measure, shard.samples());
    flow.settleAll(measure, shard.samples());
    assertThat(shard.total(Counter.MESSAGES_LOST)).isEqualTo(2);
    assertThat(shard.total(Counter.MESSAGES_ACKED_NOT_DELIVERED)).isEqualTo(1);
  }

  @Test
  void of_more_than_are_kept_nobody_can_tell() {
    for (int i = 0; i < 4_096 + WINDOW + 3; i++) {
      send();
    }
    flow.settleAll(measure, shard.samples());

    assertThat(shard.total(Counter.MESSAGES_FATE_UNKNOWN)).isEqualTo(3);
    assertThat(shard.total(Counter.MESSAGES_LOST)).isEqualTo(4_096 + WINDOW);
  }
}
