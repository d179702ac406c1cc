package im.stress.record;

import im.stress.files.LineFile;
import im.stress.measure.EpochClock;
import im.stress.measure.IntervalHistograms;
import im.stress.measure.LedgerList;
import im.stress.measure.LedgerSamples;
import im.stress.measure.LoopMeasure;
import im.stress.measure.ShardMeasure;
import im.stress.measure.SilentLog;
import im.stress.model.Counter;
import im.stress.model.Death;
import im.stress.model.DeathTally;
import im.stress.model.Intervals;
import im.stress.model.Measurable;
import im.stress.model.Metric;
import im.stress.model.MonitorColumn;
import im.stress.model.PopulationTally;
import im.stress.model.Row;
import im.stress.model.RunState;
import im.stress.model.ShardProgress;
import im.stress.model.ShardStorm;
import im.stress.model.Standstills;
import im.stress.model.TimeOnline;
import im.stress.model.TimelineColumn;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import java.util.stream.LongStream;
import org.HdrHistogram.Histogram;

/** The folder of a made-up shard, written as a shard writes it. */
public final class ShardFolder {
  /** A second that all made-up runs begin at. */
  public static final long START = 1_800_000_000L;

  /** Where it is. */
  public final Path folder;

  private final ShardId id;
  private final EnumMap<Counter, Long> counters = new EnumMap<>(Counter.class);
  private final List<DeathTally> deaths = new ArrayList<>();
  private final List<Row<TimelineColumn>> timeline = new ArrayList<>();
  private final List<Row<MonitorColumn>> monitor = new ArrayList<>();
  private final List<Death> deathLines = new ArrayList<>();
  private final List<LedgerSample> samples = new ArrayList<>();
  private final LedgerSamples ledger = new LedgerSamples();
  private final Map<Long, Map<Metric, long[]>> latencies = new TreeMap<>();
  private final List<String> warnings = new ArrayList<>();
  private final List<PopulationTally> populations = new ArrayList<>();
  private List<Measurable> measures = List.of(Measurable.values());
  private Intervals intervals = Intervals.NONE;
  private ShardManifest.Clock clock;
  private TimeOnline presence;
  private Standstills standstills;
  private ShardStorm storm;
  private RunState state = RunState.FINISHED;
  private boolean longIntervals;
  private String failure = "";
  private String gatling = "gatling";
  private int shards = 1;
  private int users = 100;
  private long peakOnline = 100;
  private long startMillis;
  private long fullLoadMillis;
  private long leaveMillis;

  /** One that came to its end with 100 users, and measured nothing. */
  public ShardFolder(Path runDir, int machine, int shard) {
    id = new ShardId(machine, shard);
    folder = id.folder(runDir);
    Arrays.stream(Counter.values()).forEach(counter -> counters.put(counter, 0L));
  }

  /** What a counter says. */
  public ShardFolder count(Counter counter, long value) {
    counters.put(counter, value);
    return this;
  }

  /** How its clock stands to that of others. */
  public ShardFolder clock(long offsetMicros, long errorMicros) {
    clock = new ShardManifest.Clock(offsetMicros, errorMicros);
    return this;
  }

  /** Which version of Gatling it ran. */
  public ShardFolder gatling(String version) {
    gatling = version;
    return this;
  }

  /** How many shards its machine has. */
  public ShardFolder shards(int count) {
    shards = count;
    return this;
  }

  /** How many users it has. */
  public ShardFolder users(int count) {
    users = count;
    return this;
  }

  /** Most users online. */
  public ShardFolder peakOnline(long count) {
    peakOnline = count;
    return this;
  }

  /** How far it came. */
  public ShardFolder state(RunState reached) {
    state = reached;
    return this;
  }

  /** It failed. */
  public ShardFolder failed(String why) {
    failure = why;
    return state(RunState.FAILED);
  }

  /** It has something to tell. */
  public ShardFolder warning(String text) {
    warnings.add(text);
    return this;
  }

  /** When its ramp began. */
  public ShardFolder start(long epochMillis) {
    startMillis = epochMillis;
    return this;
  }

  /** When all users were to be online. */
  public ShardFolder fullLoad(long epochMillis) {
    fullLoadMillis = epochMillis;
    return this;
  }

  /** When users began to leave. */
  public ShardFolder leave(long epochMillis) {
    leaveMillis = epochMillis;
    return this;
  }

  /** Who should have been online and who was. */
  public ShardFolder presence(long planned, long online, long millisPlanned, long millisOnline) {
    presence = new TimeOnline(planned, online, millisPlanned, millisOnline);
    return this;
  }

  /** What it measured beyond the basics. */
  public ShardFolder measures(Measurable... what) {
    measures = List.of(what);
    return this;
  }

  /** How often its users did what. */
  public ShardFolder intervals(Intervals told) {
    intervals = told;
    return this;
  }

  /** What the users of a population did. */
  public ShardFolder population(PopulationTally tally) {
    populations.add(tally);
    return this;
  }

  /** It stood still so often, the longest time so many seconds after {@link #START}. */
  public ShardFolder standstill(long second, long millis, long count) {
    standstills =
        new Standstills(
            count, new Standstills.Standstill((START + second) * 1000, millis), List.of());
    return this;
  }

  /** What it measured of a drill. */
  public ShardFolder storm(ShardStorm found) {
    storm = found;
    return this;
  }

  /** Lost connections of one kind. */
  public ShardFolder died(
      Death.Phase phase, String cause, int code, String reason, long[] sent, long[] age) {
    return died(new Death.Kind(phase, cause, code, reason), 0, 5, sent, age);
  }

  /** Users who were online, lost between two seconds from {@link #START}. */
  public ShardFolder lost(String cause, double firstSecond, double lastSecond) {
    long[] two = {1, 2};
    Death.Kind kind = new Death.Kind(Death.Phase.ONLINE, cause, -1, "");
    return died(kind, firstSecond, lastSecond, two, two);
  }

  private ShardFolder died(Death.Kind kind, double first, double last, long[] sent, long[] age) {
    deaths.add(
        new DeathTally(
            kind,
            sent.length,
            START * 1000 + (long) (first * 1000),
            START * 1000 + (long) (last * 1000),
            histogram(sent),
            histogram(age)));
    return this;
  }

  /** One lost connection. */
  public ShardFolder deathLine(
      long epochMillis, Death.Phase phase, String cause, int code, String reason) {
    Death.Kind kind = new Death.Kind(phase, cause, code, reason);
    deathLines.add(new Death(epochMillis, "u7", kind, 0, 0, 0, ""));
    return this;
  }

  /** A message that went wrong. */
  public ShardFolder sample(LedgerSample sample) {
    samples.add(sample);
    return this;
  }

  /** The same, of which the fate is known and names. */
  public ShardFolder sample(String fate, String id, String from, String to) {
    return sample(new LedgerSample(fate, from, to, null, null, null, id));
  }

  /** A lost message of which other processes may know more. */
  public ShardFolder lost(int from, int to, int sequence, int flags) {
    boolean acked = (flags & LedgerList.ACKED) != 0;
    ledger.lost(from, to, sequence, -1, acked, (flags & LedgerList.IN_GAP) != 0);
    return this;
  }

  /** An arrival of a message of another process. */
  public ShardFolder misrouted(int from, int to, int sequence, int at) {
    ledger.misroutedFromElsewhere(from, to, sequence, at);
    return this;
  }

  /** A row of the timeline with a lag of 700 microseconds. */
  public ShardFolder second(
      long second, long online, long sends, long acks, long deliveries, long died) {
    return timeline(
        second,
        column ->
            switch (column) {
              case ONLINE -> online;
              case SENDS -> sends;
              case ACKS -> acks;
              case DELIVERIES -> deliveries;
              case DEATHS -> died;
              case LAG -> 700;
              default -> column.counter().isPresent() ? 0 : Double.NaN;
            });
  }

  /** A row of the timeline, so many seconds after {@link #START}. */
  public ShardFolder timeline(long second, ToDoubleFunction<TimelineColumn> value) {
    timeline.add(new Row<>(START + second, TimelineColumn.class, value));
    return this;
  }

  /** A row of the monitor with the values of its first columns, the others not measured. */
  public ShardFolder monitor(long second, double... values) {
    List<MonitorColumn> columns = List.of(MonitorColumn.values());
    return monitor(
        second,
        column ->
            columns.indexOf(column) < values.length ? values[columns.indexOf(column)] : Double.NaN);
  }

  /** A row of the monitor, so many seconds after {@link #START}. */
  public ShardFolder monitor(long second, ToDoubleFunction<MonitorColumn> value) {
    monitor.add(new Row<>(START + second, MonitorColumn.class, value));
    return this;
  }

  /** Latencies are written as after the first hour: ten seconds at a time. */
  public ShardFolder longIntervals() {
    longIntervals = true;
    return this;
  }

  /** Values of one second. */
  public ShardFolder latency(long second, Metric metric, long... micros) {
    latencies
        .computeIfAbsent(START + second, s -> new EnumMap<>(Metric.class))
        .merge(metric, micros, ShardFolder::joined);
    return this;
  }

  private static long[] joined(long[] a, long[] b) {
    return LongStream.concat(LongStream.of(a), LongStream.of(b)).toArray();
  }

  /** Writes all files. */
  public Path write() throws IOException {
    Files.createDirectories(folder);
    counts().replace(folder.resolve(FileNames.COUNTS));
    new RowTable<>(TimelineColumn.class, timeline).write(folder.resolve(FileNames.TIMELINE));
    new RowTable<>(MonitorColumn.class, monitor).write(folder.resolve(FileNames.MONITOR));
    JsonFiles.writeLines(folder.resolve(FileNames.DEATHS), deathLines);
    JsonFiles.writeLines(folder.resolve(FileNames.SAMPLES), samples);
    writeList(FileNames.LOST, LedgerFile.LOST_COLUMNS, ledger.lost());
    writeList(FileNames.MISROUTED, LedgerFile.MISROUTED_COLUMNS, ledger.misrouted());
    manifest().write(folder);
    writeLatencies();
    return folder;
  }

  private ShardCounts counts() {
    return new ShardCounts(
        1,
        new ShardFacts(id.machine(), id.shard(), shards, 0, users, measures, intervals),
        new ShardProgress(state, failure, warnings, startMillis, fullLoadMillis, leaveMillis),
        0,
        peakOnline,
        presence,
        counters,
        populations,
        deaths,
        standstills,
        storm);
  }

  private ShardManifest manifest() {
    return new ShardManifest(
        id.machine(),
        users,
        42,
        "load-1",
        1,
        new ShardManifest.Versions("os", "java", gatling, "netty"),
        new ShardManifest.Limits(1, 4, 1, 100L),
        clock);
  }

  private void writeList(String name, String columns, LedgerList messages) throws IOException {
    Files.deleteIfExists(folder.resolve(name));
    LedgerFile file = new LedgerFile(folder.resolve(name), columns);
    file.append(START, messages);
    file.file().close(START);
  }

  private void writeLatencies() throws IOException {
    Files.deleteIfExists(folder.resolve(FileNames.LATENCIES));
    LineFile lines = LineFile.create(folder.resolve(FileNames.LATENCIES), HistogramFile.header());
    HistogramFile file = longIntervals ? new HistogramFile(lines, 0) : new HistogramFile(lines);
    ShardMeasure measure = new ShardMeasure(EpochClock.startingNow(), new SilentLog());
    LoopMeasure loop = measure.newLoop();
    IntervalHistograms interval = new IntervalHistograms();
    latencies.forEach(
        (second, values) -> {
          values.forEach(
              (metric, micros) ->
                  Arrays.stream(micros).forEach(value -> loop.record(metric, 0, value * 1000)));
          interval.refill(measure);
          file.append(second, interval);
        });
    if (state.ended()) {
      latencies.keySet().stream().max(Long::compare).ifPresent(file::flush);
    }
    lines.close(START);
  }

  /** A histogram of these values. */
  public static Histogram histogram(long... values) {
    Histogram histogram = new Histogram(3);
    Arrays.stream(values).forEach(histogram::recordValue);
    return histogram;
  }
}
