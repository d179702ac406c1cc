package im.stress.measure;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

/** What a ledger costs, and that its members may live on several threads. */
class GroupLedgerThreadsTest {

  @Test
  void a_message_and_its_arrivals_leave_nothing_for_the_garbage_collector() {
    TestGroup group = TestGroup.of(20);
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    deliver(group, 20_000);
    long before = threads.getCurrentThreadAllocatedBytes();
    deliver(group, 20_000);

    assertThat((threads.getCurrentThreadAllocatedBytes() - before) / 20_000).isZero();
  }

  private static void deliver(TestGroup group, int messages) {
    for (int i = 0; i < messages; i++) {
      int sequence = group.send(i % 20);
      for (int member = 0; member < 20; member++) {
        group.ledger.arrived(sequence, TestGroup.FIRST + member, group.arrival);
      }
    }
  }

  @RepeatedTest(5)
  void members_on_two_threads_count_every_arrival_once()
      throws InterruptedException, ExecutionException {
    int messages = 2_000;
    TestGroup group = TestGroup.of(100, 2_048);
    for (int i = 0; i < messages; i++) {
      group.send(0);
    }
    CyclicBarrier together = new CyclicBarrier(2);
    List<FutureTask<long[]>> tasks =
        List.of(
            new FutureTask<>(() -> arrivals(group.ledger, messages, together)),
            new FutureTask<>(() -> arrivals(group.ledger, messages, together)));
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
        ledger.arrived(sequence, TestGroup.FIRST + member, arrival);
        counts[0] += arrival.kind() == GroupArrival.Kind.EXPECTED ? 1 : 0;
        counts[1] += arrival.kind() == GroupArrival.Kind.DUPLICATE ? 1 : 0;
        counts[2] += arrival.isFirst() ? 1 : 0;
        counts[3] += arrival.isLast() ? 1 : 0;
      }
    }
    return counts;
  }
}
