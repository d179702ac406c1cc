package im.stress.measure;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import im.stress.model.Counter;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

class GroupLedgerTest {
  private static final int FIRST = 100;
  private static final int WINDOW = 16;
  private static final long AWAITED = 1_000;

  private final ShardMeasure shard = new ShardMeasure(EpochClock.startingNow(), new SilentLog());
  private final LoopMeasure measure = shard.newLoop();
  private final GroupArrival arrival = new GroupArrival();
  private long now;

  private GroupLedger ledger(int members) {
    GroupLedger ledger = new GroupLedger(3, FIRST, members, WINDOW, AWAITED);
    for (int member = 0; member < members; member++) {
      ledger.joined(FIRST + member);
    }
    return ledger;
  }

  private int send(GroupLedger ledger, int sender) {
    return ledger.sent(FIRST + sender, 0, now, measure, shard.samples());
  }

  private GroupArrival.Kind arrive(GroupLedger ledger, int sequence, int member) {
    ledger.arrived(sequence, FIRST + member, arrival);
    return arrival.kind();
  }

  private long total(Counter counter) {
    return shard.total(counter);
  }

  @Test
  void a_loss_belongs_to_the_population_of_the_sender() {
    ShardMeasure ofTwo =
        new ShardMeasure(EpochClock.startingNow(), new SilentLog(), List.of("some", "others"));
    LoopMeasure some = ofTwo.newLoop();
    GroupLedger ledger = ledger(3);
    ledger.sent(FIRST, 0, now, some.ofPopulation(1), ofTwo.samples());

    ledger.settleAll(some, ofTwo.samples());

    assertThat(some.get(Counter.GROUP_DELIVERIES_LOST)).isZero();
    assertThat(some.ofPopulation(1).get(Counter.GROUP_DELIVERIES_LOST)).isEqualTo(2);
  }

  @Test
  void a_message_is_expected_at_all_present_but_its_sender() {
    GroupLedger ledger = ledger(200);
    ledger.connectionLost(FIRST + 199);
    int sequence = send(ledger, 7);

    assertThat(total(Counter.GROUP_DELIVERIES_INTENDED)).isEqualTo(198);
    assertThat(arrive(ledger, sequence, 198)).isEqualTo(GroupArrival.Kind.EXPECTED);
    assertThat(arrive(ledger, sequence, 199)).isEqualTo(GroupArrival.Kind.EXTRA);
    ledger.settleAll(measure, shard.samples());
    assertThat(total(Counter.GROUP_DELIVERIES_LOST)).isEqualTo(197);
  }

  @Test
  void the_spread_is_told_by_the_first_the_median_and_the_last_member() {
    GroupLedger ledger = ledger(6);
    int sequence = send(ledger, 0);
    List<String> told = new ArrayList<>();
    for (int member : new int[] {5, 1, 3, 2, 4}) {
      arrive(ledger, sequence, member);
      told.add(arrival.isFirst() + " " + arrival.isMedian() + " " + arrival.isLast());
    }

    assertThat(told)
        .containsExactly(
            "true false false",
            "false false false",
            "false true false",
            "false false false",
            "false false true");
  }

  @Test
  void the_only_recipient_is_first_median_and_last() {
    GroupLedger ledger = ledger(2);
    arrive(ledger, send(ledger, 0), 1);

    assertThat(List.of(arrival.isFirst(), arrival.isMedian(), arrival.isLast())).containsOnly(true);
  }

  @Test
  void a_second_arrival_is_a_duplicate_and_an_unknown_one_is_stale() {
    GroupLedger ledger = ledger(3);
    int sequence = send(ledger, 0);
    arrive(ledger, sequence, 1);

    assertThat(arrive(ledger, sequence, 1)).isEqualTo(GroupArrival.Kind.DUPLICATE);
    assertThat(List.of(arrival.isFirst(), arrival.isMedian(), arrival.isLast()))
        .containsOnly(false);
    assertThat(arrive(ledger, sequence + 1, 1)).isEqualTo(GroupArrival.Kind.STALE);
  }

  @Test
  void what_came_to_somebody_else_is_not_lost_as_well() {
    GroupLedger ledger = ledger(4);
    int sequence = send(ledger, 0);

    assertThat(ledger.misrouted(sequence)).isTrue();
    assertThat(ledger.misrouted(sequence + 1)).isFalse();
    arrive(ledger, sequence, 1);
    ledger.settleAll(measure, shard.samples());
    assertThat(total(Counter.GROUP_DELIVERIES_LOST)).isEqualTo(1);
  }

  @Test
  void what_was_under_way_to_a_lost_connection_is_lost_in_a_gap() {
    GroupLedger ledger = ledger(3);
    int lostBefore = send(ledger, 0);
    int arrived = send(ledger, 0);
    send(ledger, 0);
    arrive(ledger, lostBefore, 2);
    arrive(ledger, arrived, 1);
    arrive(ledger, arrived, 2);
    arrive(ledger, arrived + 1, 2);
    ledger.connectionLost(FIRST + 1);
    ledger.settleAll(measure, shard.samples());

    assertThat(total(Counter.GROUP_DELIVERIES_LOST)).isEqualTo(2);
    assertThat(total(Counter.GROUP_DELIVERIES_LOST_IN_GAP)).isEqualTo(1);
  }

  @Test
  void what_a_sender_took_along_with_its_connection_is_lost_in_a_gap() {
    GroupLedger ledger = ledger(4);
    send(ledger, 0);
    arrive(ledger, send(ledger, 0), 1);
    send(ledger, 0);
    ledger.connectionLost(FIRST);
    ledger.settleAll(measure, shard.samples());

    assertThat(total(Counter.GROUP_DELIVERIES_LOST)).isEqualTo(3 + 2 + 3);
    assertThat(total(Counter.GROUP_DELIVERIES_LOST_IN_GAP)).isEqualTo(3);
  }

  @Test
  void what_leaves_the_window_is_lost_unless_it_is_still_waited_for() {
    GroupLedger ledger = ledger(3);
    for (int i = 0; i < WINDOW; i++) {
      send(ledger, 0);
    }
    now = AWAITED - 1;
    send(ledger, 0);
    now = AWAITED;
    send(ledger, 0);

    assertThat(total(Counter.GROUP_DELIVERIES_FATE_UNKNOWN)).isEqualTo(2);
    assertThat(total(Counter.GROUP_DELIVERIES_LOST)).isEqualTo(2);
    assertThat(arrive(ledger, 0, 1)).isEqualTo(GroupArrival.Kind.STALE);
  }

  @Test
  void a_group_is_ready_once_each_of_its_members_has_come_or_will_not() {
    GroupLedger ledger = new GroupLedger(0, FIRST, 3, WINDOW, AWAITED);
    ledger.joined(FIRST);

    assertThat(ledger.hasOthers(FIRST)).isFalse();
    assertThat(ledger.hasOthers(FIRST + 1)).isTrue();
    ledger.connectionLost(FIRST);
    ledger.joined(FIRST + 1);
    ledger.joined(FIRST + 1);
    assertThat(ledger.isReady()).isFalse();
    ledger.staysOut(FIRST + 2);
    assertThat(ledger.isReady()).isTrue();
    assertThat(ledger.hasOthers(FIRST + 1)).isFalse();
  }

  @Test
  void a_group_without_others_is_where_nothing_is_expected() {
    GroupLedger ledger = ledger(2);
    ledger.connectionLost(FIRST + 1);
    send(ledger, 0);
    ledger.settleAll(measure, shard.samples());

    assertThat(total(Counter.GROUP_DELIVERIES_INTENDED)).isZero();
    assertThat(total(Counter.GROUP_DELIVERIES_LOST)).isZero();
  }

  @Test
  void every_delivery_has_one_fate_whatever_comes_when() {
    for (int seed = 0; seed < 200; seed++) {
      new Play(new Random(seed)).run();
    }
  }

  /** The same story told to a ledger, and to sets that forget nothing. */
  private static final class Play {
    private static final int STEPS = 400;

    private final Random random;
    private final ShardMeasure shard = new ShardMeasure(EpochClock.startingNow(), new SilentLog());
    private final LoopMeasure measure = shard.newLoop();
    private final GroupArrival arrival = new GroupArrival();
    private final int members;
    private final GroupLedger ledger;
    private final Set<Integer> present = new HashSet<>();
    private final List<Set<Integer>> expected = new ArrayList<>();
    private final List<Set<Integer>> arrived = new ArrayList<>();
    private final List<Long> sent = new ArrayList<>();
    private long now;
    private long lost;
    private long unknown;

    Play(Random random) {
      this.random = random;
      this.members = 2 + random.nextInt(130);
      this.ledger = new GroupLedger(0, FIRST, members, WINDOW, AWAITED);
    }

    void run() {
      for (int step = 0; step < STEPS; step++) {
        now += random.nextInt(150);
        int member = random.nextInt(members);
        switch (random.nextInt(12)) {
          case 0 -> {
            ledger.connectionLost(FIRST + member);
            present.remove(member);
          }
          case 1, 2 -> {
            ledger.joined(FIRST + member);
            present.add(member);
          }
          case 3, 4 -> send(member);
          default -> arrive(member);
        }
      }
      for (int sequence = Math.max(0, sent.size() - WINDOW); sequence < sent.size(); sequence++) {
        lost += missing(sequence);
      }
      ledger.settleAll(measure, shard.samples());
      assertTotals();
    }

    private void send(int member) {
      int displaced = sent.size() - WINDOW;
      if (displaced >= 0) {
        if (now - sent.get(displaced) < AWAITED) {
          unknown += missing(displaced);
        } else {
          lost += missing(displaced);
        }
      }
      Set<Integer> others = new HashSet<>(present);
      others.remove(member);
      assertThat(ledger.sent(FIRST + member, 0, now, measure, shard.samples()))
          .isEqualTo(sent.size());
      expected.add(others);
      arrived.add(new HashSet<>());
      sent.add(now);
    }

    private void arrive(int member) {
      if (sent.isEmpty()) {
        return;
      }
      int sequence = Math.max(0, sent.size() - 1 - random.nextInt(WINDOW + 4));
      ledger.arrived(sequence, FIRST + member, arrival);
      if (sequence < sent.size() - WINDOW) {
        assertThat(arrival.kind()).isEqualTo(GroupArrival.Kind.STALE);
        return;
      }
      boolean first = arrived.get(sequence).add(member);
      boolean wasExpected = expected.get(sequence).contains(member);
      assertThat(arrival.kind())
          .isEqualTo(
              !first
                  ? GroupArrival.Kind.DUPLICATE
                  : wasExpected ? GroupArrival.Kind.EXPECTED : GroupArrival.Kind.EXTRA);
      assertThat(arrival.isLast()).isEqualTo(first && wasExpected && missing(sequence) == 0);
    }

    private long missing(int sequence) {
      Set<Integer> missing = new HashSet<>(expected.get(sequence));
      missing.removeAll(arrived.get(sequence));
      return missing.size();
    }

    private void assertTotals() {
      assertThat(shard.total(Counter.GROUP_DELIVERIES_INTENDED))
          .isEqualTo(expected.stream().mapToLong(Set::size).sum());
      assertThat(shard.total(Counter.GROUP_DELIVERIES_LOST)).isEqualTo(lost);
      assertThat(shard.total(Counter.GROUP_DELIVERIES_FATE_UNKNOWN)).isEqualTo(unknown);
    }
  }

  @Test
  void a_message_and_its_arrivals_leave_nothing_for_the_garbage_collector() {
    GroupLedger ledger = ledger(20);
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    deliver(ledger, 20_000);
    long before = threads.getCurrentThreadAllocatedBytes();
    deliver(ledger, 20_000);

    assertThat((threads.getCurrentThreadAllocatedBytes() - before) / 20_000).isZero();
  }

  private void deliver(GroupLedger ledger, int messages) {
    for (int i = 0; i < messages; i++) {
      int sequence = send(ledger, i % 20);
      for (int member = 0; member < 20; member++) {
        ledger.arrived(sequence, FIRST + member, arrival);
      }
    }
  }

  @RepeatedTest(5)
  void members_on_two_threads_count_every_arrival_once()
      throws InterruptedException, ExecutionException {
    int messages = 2_000;
    GroupLedger ledger = new GroupLedger(0, FIRST, 100, 2_048, AWAITED);
    for (int member = 0; member < 100; member++) {
      ledger.joined(FIRST + member);
    }
    for (int i = 0; i < messages; i++) {
      send(ledger, 0);
    }
    CyclicBarrier together = new CyclicBarrier(2);
    List<FutureTask<long[]>> tasks =
        List.of(
            new FutureTask<>(() -> arrivals(ledger, messages, together)),
            new FutureTask<>(() -> arrivals(ledger, messages, together)));
    tasks.forEach(task -> new Thread(task).start());
    long[] one = tasks.get(0).get();
    long[] other = tasks.get(1).get();

    assertThat(one[0] + other[0]).as("new ones").isEqualTo(messages * 99L);
    assertThat(one[1] + other[1]).as("duplicates").isEqualTo(messages * 99L);
    assertThat(one[2] + other[2]).as("first ones").isEqualTo(messages);
    assertThat(one[3] + other[3]).as("last ones").isEqualTo(messages);
  }

  /** Tells all arrivals, side by side with another; returns how many of them were what. */
  private static long[] arrivals(GroupLedger ledger, int messages, CyclicBarrier together)
      throws InterruptedException, BrokenBarrierException {
    GroupArrival arrival = new GroupArrival();
    long[] counts = new long[4];
    for (int sequence = 0; sequence < messages; sequence++) {
      if (sequence % 20 == 0) {
        together.await();
      }
      for (int member = 1; member < 100; member++) {
        ledger.arrived(sequence, FIRST + member, arrival);
        counts[0] += arrival.kind() == GroupArrival.Kind.EXPECTED ? 1 : 0;
        counts[1] += arrival.kind() == GroupArrival.Kind.DUPLICATE ? 1 : 0;
        counts[2] += arrival.isFirst() ? 1 : 0;
        counts[3] += arrival.isLast() ? 1 : 0;
      }
    }
    return counts;
  }
}
