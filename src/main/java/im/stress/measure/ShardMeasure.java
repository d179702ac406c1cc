package im.stress.measure;

import im.stress.model.Counter;
import im.stress.model.Death;
import im.stress.model.Metric;
import im.stress.model.PopulationTally;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import org.HdrHistogram.Histogram;

/**
 * Everything that one process measures: the parts of its event loops, who is online, who was lost.
 * Safe on any thread.
 */
public final class ShardMeasure {
  private final EpochClock clock;
  private final List<OperationLog> logs;
  private final List<PopulationMeasure> populations;
  private final List<LoopMeasure> loops = new CopyOnWriteArrayList<>();
  private final Presence presence;
  private final DeathLog deaths = new DeathLog();
  private final StormMeasure storm;
  private final LedgerSamples samples = new LedgerSamples();
  private final StandstillLog standstills;

  /** Starts with nothing measured; all users are of one kind. */
  public ShardMeasure(EpochClock clock, OperationLog log) {
    this(clock, log, List.of());
  }

  /**
   * Starts with nothing measured.
   *
   * @param populations names of the populations, which are measured apart; none where all users are
   *     of one kind
   */
  public ShardMeasure(EpochClock clock, OperationLog log, List<String> populations) {
    this.clock = clock;
    this.logs =
        populations.isEmpty() ? List.of(log) : populations.stream().map(log::ofPopulation).toList();
    this.populations = populations.stream().map(PopulationMeasure::new).toList();
    this.storm = new StormMeasure(clock);
    this.standstills = new StandstillLog(clock);
    this.presence = new Presence(clock);
  }

  /** The clock that all times of this process come from. */
  public EpochClock clock() {
    return clock;
  }

  /** A new part, to be written by one thread only: that of the first population. */
  public LoopMeasure newLoop() {
    LoopPresence ofLoop = presence.newLoop();
    LoopMeasure[] parts = new LoopMeasure[logs.size()];
    for (int population = 0; population < parts.length; population++) {
      parts[population] = new LoopMeasure(clock, logs.get(population), ofLoop, population, parts);
    }
    loops.addAll(List.of(parts));
    return parts[0];
  }

  /** What a part recorded goes to its population, where there are several. Recorder thread only. */
  void recorded(LoopMeasure part, Metric metric, Histogram interval) {
    if (!populations.isEmpty()) {
      populations.get(part.population()).add(metric, interval);
    }
  }

  /** Each population so far; none where all users are of one kind. Recorder thread only. */
  public List<PopulationTally> populations() {
    return IntStream.range(0, populations.size())
        .mapToObj(number -> populations.get(number).tally(parts(number)))
        .toList();
  }

  private List<LoopMeasure> parts(int population) {
    return loops.stream().filter(loop -> loop.population() == population).toList();
  }

  /** The sum over all event loops; exact when nothing moves any more. */
  public long total(Counter counter) {
    long total = 0;
    for (LoopMeasure loop : loops) {
      total += loop.get(counter);
    }
    return total;
  }

  /** Who is online, and for how long. */
  public Presence presence() {
    return presence;
  }

  /** Users logged in now. */
  public int online() {
    return presence.online();
  }

  /** Connections that are being made now. */
  public long connecting() {
    return total(Counter.CONNECTS_ATTEMPTED)
        - total(Counter.CONNECTS_OPENED)
        - total(Counter.CONNECTS_FAILED)
        - total(Counter.CONNECTS_UNFINISHED);
  }

  /** Keeps the record of a lost connection. */
  public void died(Death death) {
    deaths.add(death);
  }

  /** The messages that went wrong. */
  public LedgerSamples samples() {
    return samples;
  }

  /** The reconnect storm, if there is one. */
  public StormMeasure storm() {
    return storm;
  }

  /** When this process stood still. */
  public StandstillLog standstills() {
    return standstills;
  }

  /** The lost connections. */
  public DeathLog deaths() {
    return deaths;
  }

  List<LoopMeasure> loops() {
    return loops;
  }
}
