package im.stress.measure;

import im.stress.model.RunState;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;

/**
 * Where a shard's run stands. Written by the run's own threads, read by the recorder: all fields
 * are volatile or safe on any thread, none depends on another.
 */
public final class ShardState {
  private final Map<String, String> warnings = new ConcurrentSkipListMap<>();
  private volatile RunState state = RunState.RUNNING;
  private volatile String failure = "";
  private volatile long startEpochMillis;
  private volatile long fullLoadEpochMillis;
  private volatile long leaveEpochMillis;

  /** The ramp begins. All times are milliseconds since the epoch. */
  public void begin(long startMillis, long fullLoadMillis, long leaveMillis) {
    startEpochMillis = startMillis;
    fullLoadEpochMillis = fullLoadMillis;
    leaveEpochMillis = leaveMillis;
  }

  /** The run came to its planned end, unless it was interrupted before. */
  public void finished() {
    if (state == RunState.RUNNING) {
      state = RunState.FINISHED;
    }
  }

  /** Somebody asked the run to stop: users leave from now on. */
  public void interrupted(long nowEpochMillis) {
    state = RunState.INTERRUPTED;
    leaveEpochMillis = Math.min(leaveEpochMillis, nowEpochMillis);
  }

  /** The run can't go on; the first reason stays. */
  public void failed(String reason) {
    if (failure.isEmpty()) {
      failure = reason;
    }
    state = RunState.FAILED;
  }

  /** Something that did no harm but should be known; a later text about the same replaces it. */
  public void warn(String about, String text) {
    warnings.put(about, text);
  }

  /** One line each, in the order of what they are about. */
  public Collection<String> warnings() {
    return warnings.values();
  }

  /** How far it came. */
  public RunState state() {
    return state;
  }

  /** Why it failed; empty unless it did. */
  public String failure() {
    return failure;
  }

  /** When the ramp began; 0 = it did not yet. */
  public long startEpochMillis() {
    return startEpochMillis;
  }

  /** When all users are to be online; 0 = not known yet. */
  public long fullLoadEpochMillis() {
    return fullLoadEpochMillis;
  }

  /** When users begin to leave; 0 = not known yet. */
  public long leaveEpochMillis() {
    return leaveEpochMillis;
  }
}
