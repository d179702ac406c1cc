package im.stress.simlog;

import java.nio.file.Path;
import java.util.List;

/**
 * What a merge did.
 *
 * @param written whether there is an output; false when no input holds as much as a Run record
 * @param counts what the output holds, {@code usersEndedByMerge} included
 * @param usersEndedByMerge users without an end in their log, who were ended at its last time
 * @param tornInputs logs that hold half a record
 * @param emptyInputs logs without a record after the Run record
 * @param warnings all that the reader of the report should know, one line each; torn and empty
 *     inputs are among them
 */
public record MergeResult(
    boolean written,
    LogCounts counts,
    long usersEndedByMerge,
    List<TornInput> tornInputs,
    List<Path> emptyInputs,
    List<String> warnings) {

  /**
   * A log that holds half a record, because its writer was killed or its disk was full.
   *
   * @param offset where that record begins, in bytes from the start of the file
   * @param droppedBytes how much was left out
   */
  public record TornInput(Path log, long offset, long droppedBytes) {}
}
