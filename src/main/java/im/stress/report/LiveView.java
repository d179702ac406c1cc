package im.stress.report;

import im.stress.config.StressSettings;
import im.stress.model.Row;
import im.stress.model.TimelineColumn;
import im.stress.record.RunData;
import im.stress.record.ShardCounts;
import im.stress.text.TimeText;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/**
 * What whoever watches a run sees at one moment. Immutable.
 *
 * @param phase how far the run is
 * @param facts what programs want to know of it, by name
 * @param model what the templates show
 * @param charts the drawings
 */
public record LiveView(
    Phase phase, Map<String, Object> facts, Map<String, Object> model, PageCharts charts) {

  /** A rate over fewer seconds than these jumps about. */
  private static final int RATE_SECONDS = 5;

  private static final PageCharts NO_CHARTS =
      new PageCharts(List.of(), List.of(), List.of(), Map.of());

  /** How far a run is. */
  public enum Phase {
    /** No run is on, but one may come. */
    WAITING,
    /** Its processes are at work. */
    RUNNING,
    /** Its report is there. */
    ENDED
  }

  /**
   * The run that is watched.
   *
   * @param id its name
   * @param stage which of several runs it is, such as {@code step 2 of 4}; empty where there is one
   */
  public record Watched(String id, String stage, StressSettings settings) {

    private String place() {
      return stage.isEmpty() ? "Run " + id : "Run " + id + " · " + stage;
    }
  }

  /** The first lines of the page. */
  private record Head(String badge, String headline, List<String> reasons) {

    private void into(Map<String, Object> model) {
      model.put("badge", badge);
      model.put("tone", badge.toLowerCase(Locale.ROOT));
      model.put("headline", headline);
      model.put("reasons", reasons);
      model.put("title", badge + " – " + headline);
    }
  }

  /** Copies its maps. */
  public LiveView {
    facts = Map.copyOf(facts);
    model = Map.copyOf(model);
  }

  /** Before the first run, or between two: what is done meanwhile. */
  public static LiveView waiting(String headline) {
    Map<String, Object> model = new HashMap<>();
    model.put("place", "");
    model.put("started", "");
    model.put("keyFigures", List.of());
    model.put("warnings", List.of());
    model.put("storm", List.of());
    model.put("deaths", List.of());
    new Head("WAITING", headline, List.of()).into(model);
    return new LiveView(Phase.WAITING, Map.of(), model, NO_CHARTS);
  }

  /**
   * While there is load.
   *
   * @param left until the run should be over; may be negative
   */
  public static LiveView running(Watched run, RunData data, Duration left) {
    long users = run.settings().load().users();
    Map<String, Object> facts = new HashMap<>(facts(run));
    facts.put("users", users);
    facts.put("online", online(data));
    facts.put("secondsLeft", left.toSeconds());
    String headline =
        "%s of %s users online, %s messages a second, %s"
            .formatted(
                Format.count(online(data)),
                Format.count(users),
                Format.rate(sendsPerSecond(data)),
                rest(data, left));
    Summary figures =
        SummaryBuilder.build(run.id(), data, run.settings(), OverTimeFigures.soFar(data));
    Map<String, Object> model = model(run, figures, data);
    model.put("warnings", OverTimeFigures.warnings(figures.overTime()));
    new Head("RUNNING", headline, List.of()).into(model);
    return new LiveView(Phase.RUNNING, facts, model, PageCharts.of(data));
  }

  /**
   * Once the report is there.
   *
   * @param folder of the run's results
   * @throws IOException when its figures can't be read
   */
  public static LiveView ended(Watched run, RunData data, Path folder) throws IOException {
    Summary summary =
        FinishedRun.summary(folder)
            .orElseThrow(() -> new IOException(folder + ": expected a readable summary.json"));
    String verdict = summary.verdict().name();
    Map<String, Object> facts = new HashMap<>(facts(run));
    facts.put("verdict", verdict);
    facts.put("reasons", summary.reasons());
    String place = "The run has ended; its report is in " + folder.resolve("index.html");
    Map<String, Object> model = model(run, summary, data);
    model.put("warnings", summary.warnings());
    new Head(verdict, place, summary.reasons()).into(model);
    return new LiveView(Phase.ENDED, facts, model, PageCharts.of(data));
  }

  private static Map<String, Object> facts(Watched run) {
    return Map.of("run", run.id(), "stage", run.stage());
  }

  private static Map<String, Object> model(Watched run, Summary summary, RunData data) {
    TimeBuckets time = TimeBuckets.over(data, PageCharts.MAX_POINTS);
    Map<String, Object> model = SummaryModel.of(summary, data, time);
    model.values().removeIf(Objects::isNull);
    model.put("place", run.place());
    model.put("started", data.timeline().isEmpty() ? "" : TimeText.utc(time.startEpochMillis()));
    return model;
  }

  private static String rest(RunData data, Duration left) {
    boolean gone =
        !data.shards().isEmpty()
            && data.shards().stream()
                .allMatch(shard -> shard.counts().map(ShardCounts::ended).orElse(false));
    if (gone) {
      return "the report is being written";
    }
    return left.isNegative() ? "the last answers are awaited" : TimeText.countdown(left) + " left";
  }

  private static long online(RunData data) {
    List<Row<TimelineColumn>> rows = data.timeline().rows();
    return rows.isEmpty() ? 0 : rows.get(rows.size() - 1).count(TimelineColumn.ONLINE);
  }

  private static double sendsPerSecond(RunData data) {
    List<Row<TimelineColumn>> rows = data.timeline().rows();
    return rows.subList(Math.max(0, rows.size() - RATE_SECONDS), rows.size()).stream()
        .mapToLong(row -> row.count(TimelineColumn.SENDS))
        .average()
        .orElse(0);
  }
}
