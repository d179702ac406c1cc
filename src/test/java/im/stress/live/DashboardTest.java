package im.stress.live;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import im.stress.model.Counter;
import im.stress.model.Death;
import im.stress.model.Metric;
import im.stress.model.MonitorColumn;
import im.stress.record.JsonFiles;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The dashboard asks for nothing that a run doesn't tell. */
class DashboardTest {
  private static final Path DASHBOARD = Path.of("deploy/grafana/im-stress.json");
  private static final Pattern NAME = Pattern.compile("im_stress_[a-z0-9_]+");
  private static final Pattern LABEL = Pattern.compile("by \\(([^)]*)\\)|\\{(\\w+)=~");

  @TempDir Path temporary;

  private static List<String> queries() throws IOException {
    JsonNode dashboard = JsonFiles.read(DASHBOARD, JsonNode.class).orElseThrow();
    List<String> queries = dashboard.findValuesAsText("expr");
    queries.addAll(dashboard.path("templating").findValuesAsText("query"));
    return queries;
  }

  /** A run that measures all there is. */
  private MetricsText metrics() throws IOException {
    long[] one = {1};
    try (Watching watching = new Watching(temporary).begin()) {
      Arrays.stream(Metric.values()).forEach(metric -> watching.shard.latency(0, metric, 1));
      watching.shard.died(Death.Phase.ONLINE, "reset", -1, "", one, one);
      watching
          .shard
          .count(Counter.REQUESTS, 1)
          .died(Death.Phase.REQUEST, "reset", -1, "", one, one);
      watching.second(1).shard.monitor(1, new double[MonitorColumn.values().length]).write();
      return MetricsText.of(watching.metrics());
    }
  }

  @Test
  void every_name_in_a_query_is_one_that_metrics_have() throws IOException {
    Set<String> asked = new TreeSet<>();
    queries()
        .forEach(
            query -> NAME.matcher(query).results().map(MatchResult::group).forEach(asked::add));

    assertThat(asked).hasSizeGreaterThan(15);
    assertThat(metrics().names()).containsAll(asked);
  }

  @Test
  void every_label_in_a_query_is_one_that_metrics_have() throws IOException {
    Set<String> asked =
        queries().stream()
            .flatMap(query -> LABEL.matcher(query).results())
            .flatMap(found -> Arrays.stream((found.group(1) + "," + found.group(2)).split("[, ]+")))
            .filter(label -> !label.equals("null"))
            .collect(Collectors.toCollection(TreeSet::new));

    assertThat(asked).containsExactly("cause", "le", "run");
  }
}
