package im.stress.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Whether two runs asked the same of their targets, by the settings in their manifests. */
final class SameLoad {
  /** What belongs to a target, to a machine or to the name of a run: it may differ. */
  private static final List<String> FREE =
      List.of(
          "im.client.",
          "im.connection.source-addresses",
          "im.connection.client-",
          "im.connection.trust-certificates",
          "im.connection.insecure-tls",
          "im.login.token",
          "im.login.users-file",
          "im.machine.",
          "im.run.id",
          "im.run.live",
          "im.run.monitors",
          "im.run.open-browser",
          "im.run.results-dir",
          "im.run.shards",
          "im.run.warm-up",
          "im.server.",
          "im.target.",
          "im.thresholds");

  private SameLoad() {}

  /** A setting in which they differ; null where one of them has none. */
  record Difference(String key, String expected, String actual) {
    /** The difference of two runs with these names, for people. */
    String line(String one, String other) {
      return "the loads differ: %s is %s in %s and %s in %s: give both the same"
          .formatted(key, shown(expected), one, shown(actual), other);
    }

    private static String shown(String value) {
      return value == null ? "not set" : '"' + value + '"';
    }
  }

  static List<Difference> differences(FinishedRun one, FinishedRun other) {
    List<Difference> differences = new ArrayList<>();
    long asked = one.summary().users().asked();
    if (asked != other.summary().users().asked()) {
      differences.add(
          new Difference(
              "im.users, over all machines",
              Format.count(asked),
              Format.count(other.summary().users().asked())));
    }
    TreeSet<String> keys = new TreeSet<>();
    Stream.of(one, other).forEach(run -> keys.addAll(run.settings().keySet()));
    keys.stream()
        .filter(key -> !key.equals("im.users") && FREE.stream().noneMatch(key::startsWith))
        .filter(key -> !Objects.equals(one.settings().get(key), other.settings().get(key)))
        .map(key -> new Difference(key, one.settings().get(key), other.settings().get(key)))
        .forEach(differences::add);
    return differences;
  }
}
