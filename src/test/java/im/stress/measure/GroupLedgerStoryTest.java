package im.stress.measure;

import static org.assertj.core.api.Assertions.assertThat;

import im.stress.model.Counter;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Random stories: each delivery has one fate, whatever comes when. */
class GroupLedgerStoryTest {

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
    private final int members;
    private final TestGroup group;
    private final Set<Integer> present = new HashSet<>();
    private final Set<Integer> barred = new HashSet<>();
    private final List<Set<Integer>> expected = new ArrayList<>();
    private final List<Set<Integer>> arrived = new ArrayList<>();
    private final List<Long> sent = new ArrayList<>();
    private long lost;
    private long unknown;
    private long notJoined;

    Play(Random random) {
      this.random = random;
      this.members = 2 + random.nextInt(130);
      this.group = TestGroup.empty(members);
    }

    void run() {
      for (int step = 0; step < STEPS; step++) {
        group.now += random.nextInt(150);
        int member = random.nextInt(members);
        switch (random.nextInt(12)) {
          case 0 -> {
            group.loseConnection(member);
            present.remove(member);
            barred.remove(member);
          }
          case 1, 2 -> {
            group.join(member);
            present.add(member);
            barred.remove(member);
          }
          case 5 -> refuse(member);
          case 3, 4 -> send(member);
          default -> arrive(member);
        }
      }
      for (int sequence = Math.max(0, sent.size() - TestGroup.WINDOW);
          sequence < sent.size();
          sequence++) {
        lost += missing(sequence);
      }
      group.settle();
      assertTotals();
    }

    private void refuse(int member) {
      if (!present.contains(member)) {
        group.refuse(member);
        barred.add(member);
      }
    }

    private void send(int member) {
      int displaced = sent.size() - TestGroup.WINDOW;
      if (displaced >= 0) {
        if (group.now - sent.get(displaced) < TestGroup.AWAITED) {
          unknown += missing(displaced);
        } else {
          lost += missing(displaced);
        }
      }
      Set<Integer> others = new HashSet<>(present);
      others.remove(member);
      Set<Integer> othersBarred = new HashSet<>(barred);
      othersBarred.remove(member);
      notJoined += othersBarred.size();
      assertThat(group.send(member)).isEqualTo(sent.size());
      expected.add(others);
      arrived.add(new HashSet<>());
      sent.add(group.now);
    }

    private void arrive(int member) {
      if (sent.isEmpty()) {
        return;
      }
      int sequence = Math.max(0, sent.size() - 1 - random.nextInt(TestGroup.WINDOW + 4));
      GroupArrival.Kind kind = group.arrive(sequence, member);
      if (sequence < sent.size() - TestGroup.WINDOW) {
        assertThat(kind).isEqualTo(GroupArrival.Kind.STALE);
        return;
      }
      boolean first = arrived.get(sequence).add(member);
      boolean wasExpected = expected.get(sequence).contains(member);
      assertThat(kind == GroupArrival.Kind.DUPLICATE).isEqualTo(!first);
      assertThat(kind == GroupArrival.Kind.EXPECTED).isEqualTo(first && wasExpected);
      assertThat(group.arrival.isLast()).isEqualTo(first && wasExpected && missing(sequence) == 0);
    }

    private long missing(int sequence) {
      Set<Integer> missing = new HashSet<>(expected.get(sequence));
      missing.removeAll(arrived.get(sequence));
      return missing.size();
    }

    private void assertTotals() {
      assertThat(group.total(Counter.GROUP_DELIVERIES_INTENDED))
          .isEqualTo(expected.stream().mapToLong(Set::size).sum() + notJoined);
      assertThat(group.total(Counter.GROUP_DELIVERIES_NOT_JOINED)).isEqualTo(notJoined);
      assertThat(group.total(Counter.GROUP_DELIVERIES_LOST)).isEqualTo(lost);
      assertThat(group.total(Counter.GROUP_DELIVERIES_FATE_UNKNOWN)).isEqualTo(unknown);
    }
  }
}
