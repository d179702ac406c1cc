package im.stress.gatling;

import im.stress.config.SettingsException;
import io.gatling.javaapi.core.ScenarioBuilder;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A part of the users of a run, and what they do.
 *
 * @param percent of all users
 * @param scenario what they do; its name is that of the part in Gatling's report
 */
public record Share(int percent, ScenarioBuilder scenario) {

  /** The name of its population. */
  String name() {
    return scenario.wrapped.name();
  }

  /**
   * How many users each share has: in sum all of them. Each share gets its whole users; those that
   * are left go to the largest remainders, the earlier share first where two are alike.
   *
   * @throws SettingsException when the shares aren't all of the users
   */
  static int[] split(int users, List<Share> shares) {
    check(shares);
    int[] counts = shares.stream().mapToInt(s -> (int) ((long) users * s.percent / 100)).toArray();
    int left = users - Arrays.stream(counts).sum();
    IntStream.range(0, counts.length)
        .boxed()
        .sorted(Comparator.comparingLong(i -> -((long) users * shares.get(i).percent % 100)))
        .limit(left)
        .forEach(i -> counts[i]++);
    return counts;
  }

  private static void check(List<Share> shares) {
    for (Share share : shares) {
      if (share.percent < 1 || share.percent > 100) {
        throw new SettingsException("share: expected 1 to 100 percent, got " + share.percent);
      }
    }
    int sum = shares.stream().mapToInt(Share::percent).sum();
    if (sum != 100) {
      String given =
          shares.stream()
              .map(share -> Integer.toString(share.percent))
              .collect(Collectors.joining(" + ", "", " = " + sum));
      throw new SettingsException(
          "users: expected shares that add up to 100 percent, got "
              + (shares.isEmpty() ? "none" : given));
    }
  }
}
