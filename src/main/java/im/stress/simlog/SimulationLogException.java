package im.stress.simlog;

import java.io.IOException;

/**
 * A file that is no usable {@code simulation.log}, or logs that can't be merged. The message is one
 * line: the file, what was expected, what was found, and how to mend it.
 */
public final class SimulationLogException extends IOException {
  private static final long serialVersionUID = 1L;

  /** Takes the one line that the user sees. */
  public SimulationLogException(String message) {
    super(message);
  }
}
