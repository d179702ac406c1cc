package im.stress.gatling;

import im.stress.config.SettingsException;
import io.gatling.javaapi.core.ScenarioBuilder;
import java.util.List;
import java.util.stream.Collectors;

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
   * How many of these users each share has. Users are numbered over all processes and machines: of
   * any hundred in a row each share has its percents, evenly among them. So the shares are right
   * over all processes, however few users each of these has.
   *
   * @param first number of the first of these users
   * @param count how many they are
   * @throws SettingsException when the shares aren't all of the users
   */
  static int[] split(int first, int count, List<Share> shares) {
    check(shares);
    int[] counts = shares.stream().mapToInt(share -> count / 100 * share.percent).toArray();
    int[] hundred = hundred(shares);
    for (int i = 0; i < count % 100; i++) {
      counts[hundred[(first % 100 + i) % 100]]++;
    }
    return counts;
  }

  /** The share of each of a hundred users: the one that lacks most so far; of equals the first. */
  private static int[] hundred(List<Share> shares) {
    int[] lacking = new int[shares.size()];
    int[] hundred = new int[100];
    for (int user = 0; user < 100; user++) {
      int most = 0;
      for (int i = 0; i < lacking.length; i++) {
        lacking[i] += shares.get(i).percent;
        most = lacking[i] > lacking[most] ? i : most;
      }
      lacking[most] -= 100;
      hundred[user] = most;
    }
    return hundred;
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
