package im.stress.record;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * {@code end.json} of a machine: how its part of a run ended, as far as only its runner knows. A
 * runner that was killed leaves none.
 *
 * @param interrupted whether somebody ended it early
 * @param clientLimits what the load generator ran out of before the end, one line each
 * @param failures what else went wrong, one line each
 */
public record MachineEnd(boolean interrupted, List<String> clientLimits, List<String> failures) {

  /** What a file lacks is none. */
  public MachineEnd {
    clientLimits = clientLimits == null ? List.of() : List.copyOf(clientLimits);
    failures = failures == null ? List.of() : List.copyOf(failures);
  }

  /** Empty when the file is missing or torn. */
  public static Optional<MachineEnd> read(Path machineFolder) throws IOException {
    return JsonFiles.read(machineFolder.resolve(FileNames.END), MachineEnd.class);
  }

  /** Writes it into the machine's folder. */
  public void write(Path machineFolder) throws IOException {
    JsonFiles.write(machineFolder.resolve(FileNames.END), this);
  }
}
