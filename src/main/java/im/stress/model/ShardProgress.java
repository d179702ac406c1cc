package im.stress.model;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;

/**
 * How far a shard came. Times are milliseconds since the epoch; 0 = never came to that.
 *
 * @param state a killed process is still running
 * @param failure why it failed; empty unless it did
 * @param warnings what did no harm to it but should be known, one line each
 * @param startEpochMillis when the ramp began
 * @param fullLoadEpochMillis when all users were to be online
 * @param leaveEpochMillis when users began to leave
 */
public record ShardProgress(
    RunState state,
    @JsonInclude(JsonInclude.Include.NON_EMPTY) String failure,
    @JsonInclude(JsonInclude.Include.NON_EMPTY) List<String> warnings,
    long startEpochMillis,
    long fullLoadEpochMillis,
    long leaveEpochMillis) {
  /** What a file lacks is empty. */
  public ShardProgress {
    state = state == null ? RunState.RUNNING : state;
    failure = failure == null ? "" : failure;
    warnings = warnings == null ? List.of() : List.copyOf(warnings);
  }
}
