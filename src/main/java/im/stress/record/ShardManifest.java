package im.stress.record;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.io.IOException;
import java.nio.file.Path;

/**
 * {@code manifest.json} of a shard: under which conditions it ran.
 *
 * @param machine id of the machine
 * @param users how many users it has
 * @param seed where its randomness comes from
 * @param host name of the machine
 * @param pid of the process
 * @param versions of what it ran on
 * @param limits what it may use
 * @param clock how the clock of its machine stands to that of others
 */
public record ShardManifest(
    int machine,
    int users,
    long seed,
    String host,
    long pid,
    @JsonUnwrapped Versions versions,
    @JsonUnwrapped Limits limits,
    @JsonUnwrapped Clock clock) {
  /** Names with versions. */
  public record Versions(String os, String java, String gatling, String netty) {}

  /**
   * What a process may use; the limit of file handles is null where there is none.
   *
   * @param machineProcessors all of the machine, used by this process or not
   */
  public record Limits(int processors, int machineProcessors, long maxHeapBytes, Long fdLimit) {}

  /** Microseconds; null when nobody took them. */
  public record Clock(Long clockOffsetMicros, Long clockErrorMicros) {}

  /** Writes it into the shard's folder. */
  public void write(Path folder) throws IOException {
    JsonFiles.write(folder.resolve(FileNames.MANIFEST), this);
  }
}
