package im.stress.run;

import im.stress.record.TargetMonitor;
import im.stress.text.IoErrors;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What monitors on the target's machines wrote, taken into a run. */
final class TargetSide {
  private TargetSide() {}

  /**
   * Before anything is written.
   *
   * @throws CommandException when one of these is no folder of a monitor
   */
  static void check(List<Path> monitors) throws CommandException {
    for (Path monitor : monitors) {
      if (!TargetMonitor.isIn(monitor)) {
        throw CommandException.usage(
            "--monitor: expected a folder that `monitor` has made, with monitor.csv in it, got %s %s"
                .formatted(
                    Files.isDirectory(monitor) ? "a folder without it:" : "no folder:", monitor));
      }
    }
  }

  /**
   * Copies what they have written up to now into the run.
   *
   * @return what could not be read, one line each
   */
  static List<String> keep(List<Path> monitors, RunFolder folder) {
    List<String> problems = new ArrayList<>();
    for (Path monitor : monitors) {
      try {
        TargetMonitor.keep(monitor, folder.path());
      } catch (IOException e) {
        problems.add(
            "%s: the monitor's rows can't be read: %s".formatted(monitor, IoErrors.reason(e)));
      }
    }
    return problems;
  }
}
