package im.stress.measure;

import java.util.Collection;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;

/**
 * Where a shard's run stands. Written by the run's own threads, read by the recorder: all fields
 * are volatile or safe on any thread, none depends on another.
 */
public final class ShardState {
  private final Map<String, String> warnings = new ConcurrentSkipListMap<>();
  private volatile String state = "running";
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
    if (state.equals("running")) {
      state = "finished";
    }
  }

  /** Somebody asked the run to stop: users leave from now on. */
  public void interrupted(long nowEpochMillis) {
    state = "interrupted";
    leaveEpochMillis = Math.min(leaveEpochMillis, nowEpochMillis);
  }

  /** The run can't go on; the first reason stays. */
  public void failed(String reason) {
    if (failure.isEmpty()) {
      failure = reason;
    }
    state = "failed";
  }

  /** Something that did no harm but should be known; a later text about the same replaces it. */
  public void warn(String about, String text) {
    warnings.put(about, text);
  }

  /** One line each, in the order of what they are about. */
  Collection<String> warnings() {
    return warnings.values();
  }

  String state() {
    return state;
  }

  String failure() {
    return failure;
  }

  long startEpochMillis() {
    return startEpochMillis;
  }

  long fullLoadEpochMillis() {
    return fullLoadEpochMillis;
  }

  long leaveEpochMillis() {
    return leaveEpochMillis;
  }
}
