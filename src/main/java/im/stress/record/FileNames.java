package im.stress.record;

/** The names of the files of a shard's folder; what is merged has the same name in the run's. */
public final class FileNames {
  /** All settings of the run, for the shard to read. */
  public static final String SETTINGS = "settings.conf";

  /** Gatling's own log. */
  public static final String SIMULATION_LOG = "simulation.log";

  /** Latencies, see {@link HistogramFile}. */
  public static final String LATENCIES = "latency.hlog";

  /** One row a second of what users did, see {@link im.stress.model.TimelineColumn}. */
  public static final String TIMELINE = "timeline.csv";

  /** One row a second of what the machine did, see {@link im.stress.model.MonitorColumn}. */
  public static final String MONITOR = "monitor.csv";

  /** All counters and the state, see {@link ShardCounts}. */
  public static final String COUNTS = "counts.json";

  /** The first lost connections, see {@link im.stress.model.Death}. */
  public static final String DEATHS = "deaths.jsonl";

  /** The first messages that went wrong, see {@link LedgerSample}. */
  public static final String SAMPLES = "ledger-samples.jsonl";

  /** Messages that users of a process wrote and none of them received, see {@link LedgerFile}. */
  public static final String LOST = "ledger-lost.csv";

  /** Arrivals, at a wrong user, of messages that users of other processes wrote. */
  public static final String MISROUTED = "ledger-misrouted.csv";

  /** Under which conditions it ran, see {@link ShardManifest}. */
  public static final String MANIFEST = "manifest.json";

  /** Of a machine, not of a shard: how it ended, see {@link MachineEnd}. */
  public static final String END = "end.json";

  /** Of a run: its figures. */
  public static final String SUMMARY = "summary.json";

  /** Of a run, or of several: what people read in a text. */
  public static final String SUMMARY_TEXT = "summary.md";

  /** Of a run, or of several: the page to open first. */
  public static final String PAGE = "index.html";

  /** Of several runs: two targets side by side. */
  public static final String COMPARE = "compare.json";

  /** Of a staged run: all its steps. */
  public static final String STAGED = "staged.json";

  /** Of a search for the capacity: all its levels. */
  public static final String CAPACITY = "capacity.json";

  private FileNames() {}
}
