package im.stress.simlog;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** Names for two logs and for what they are merged into. */
abstract class TwoLogs {
  @TempDir Path dir;
  Path a;
  Path b;
  Path output;

  @BeforeEach
  final void name_files() {
    a = dir.resolve("a.log");
    b = dir.resolve("b.log");
    output = dir.resolve("merged").resolve("simulation.log");
  }

  /** Merges logs of clocks that agree. */
  final List<String> merge(Path... logs) throws IOException {
    return SimulationLogMerger.merge(
        Arrays.stream(logs).map(log -> new MergeInput(log, 0)).toList(), output);
  }
}
