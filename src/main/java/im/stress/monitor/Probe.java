package im.stress.monitor;

import java.io.IOException;

/** Measures a few columns. Created, used and closed by the monitor's thread alone. */
interface Probe extends AutoCloseable {

  /**
   * Adds what was measured since the last call.
   *
   * @throws IOException when the system doesn't say; the cells then stay empty
   */
  void measure(Readings readings) throws IOException;

  /** Gives back what the probe holds. */
  @Override
  default void close() {}
}
