package im.stress.measure;

import im.stress.model.RunState;
import im.stress.model.ShardProgress;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Where a shard's run stands. Written by the run's own threads, read by the recorder. */
public final class ShardState {
  private final Map<String, String> warnings = new TreeMap<>();
  private RunState state = RunState.RUNNING;
  private String failure = "";
  private long startEpochMillis;
  private long fullLoadEpochMillis;
  private long leaveEpochMillis;

  /** The ramp begins. All times are milliseconds since the epoch. */
  public synchronized void begin(long startMillis, long fullLoadMillis, long leaveMillis) {
    startEpochMillis = startMillis;
    fullLoadEpochMillis = fullLoadMillis;
    leaveEpochMillis = leaveMillis;
  }

  /** The run came to its planned end, unless it was interrupted before. */
  public synchronized void finished() {
    if (state == RunState.RUNNING) {
      state = RunState.FINISHED;
    }
  }

  /** Somebody asked the run to stop: users leave from now on. */
  public synchronized void interrupted(long nowEpochMillis) {
    state = RunState.INTERRUPTED;
    leaveEpochMillis = Math.min(leaveEpochMillis, nowEpochMillis);
  }

  /** The run can't go on; the first reason stays. */
  public synchronized void failed(String reason) {
    if (failure.isEmpty()) {
      failure = reason;
    }
    state = RunState.FAILED;
  }

  /** Something that did no harm but should be known; a later text about the same replaces it. */
  public synchronized void warn(String about, String text) {
    warnings.put(about, text);
  }

  /** How far it came by now. */
  public synchronized ShardProgress progress() {
    return new ShardProgress(
        state,
        failure,
        List.copyOf(warnings.values()),
        startEpochMillis,
        fullLoadEpochMillis,
        leaveEpochMillis);
  }
}
