package im.stress.measure;

import im.stress.model.Counter;
import im.stress.model.Death;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Everything that one process measures: the parts of its event loops, who is online, who was lost.
 * Safe on any thread.
 */
public final class ShardMeasure {
  private final EpochClock clock;
  private final OperationLog log;
  private final List<LoopMeasure> loops = new CopyOnWriteArrayList<>();
  private final Presence presence;
  private final DeathLog deaths = new DeathLog();
  private final StormMeasure storm;
  private final LedgerSamples samples = new LedgerSamples();
  private final StandstillLog standstills;

  /** Starts with nothing measured. */
  public ShardMeasure(EpochClock clock, OperationLog log) {
    this.clock = clock;
    this.log = log;
    this.storm = new StormMeasure(clock);
    this.standstills = new StandstillLog(clock);
    this.presence = new Presence(clock);
  }

  /** The clock that all times of this process come from. */
  public EpochClock clock() {
    return clock;
  }

  /** A new part, to be written by one thread only. */
  public LoopMeasure newLoop() {
    LoopMeasure loop = new LoopMeasure(clock, log, presence.newLoop());
    loops.add(loop);
    return loop;
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
