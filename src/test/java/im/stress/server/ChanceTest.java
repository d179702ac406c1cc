package im.stress.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ChanceTest {
  private static final Faults FAULTS =
      Faults.parse(
          List.of("drop-push=0.1", "misroute-push=0.1", "duplicate-push=0.1", "reorder-push=0.1"));

  private static List<Fate> fates(long seed, String uid, int count) {
    Chance chance = new Chance(FAULTS, seed, uid);
    return Stream.generate(chance::nextFate).limit(count).toList();
  }

  @Test
  void fates_follow_from_seed_and_user() {
    assertThat(fates(1, "u1", 200)).isEqualTo(fates(1, "u1", 200));
    assertThat(fates(1, "u1", 200)).isNotEqualTo(fates(2, "u1", 200));
    assertThat(fates(1, "u1", 200)).isNotEqualTo(fates(1, "u2", 200));
  }

  @Test
  void first_fates_of_many_users_are_as_frequent_as_asked_for() {
    Map<Fate, Integer> counts = new EnumMap<>(Fate.class);
    IntStream.range(0, 10_000)
        .forEach(i -> counts.merge(fates(1, "u" + i, 1).get(0), 1, Integer::sum));
    assertThat(counts.get(Fate.DROP)).isBetween(850, 1150);
    assertThat(counts.get(Fate.MISROUTE)).isBetween(750, 1050);
    assertThat(counts.get(Fate.DUPLICATE)).isBetween(660, 960);
    assertThat(counts.get(Fate.REORDER)).isBetween(580, 880);
  }
}
