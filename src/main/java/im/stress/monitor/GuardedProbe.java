package im.stress.monitor;

import java.io.IOException;
import java.util.Optional;

/**
 * Keeps the failure of one probe from the others: its cells stay empty, and the log says so once.
 */
final class GuardedProbe<P extends Probe> implements Probe {
  private static final System.Logger LOG = System.getLogger(GuardedProbe.class.getName());

  private final String name;
  private Optional<P> probe = Optional.empty();
  private boolean told;

  /** Creates the probe; where that fails, the guard measures nothing. */
  GuardedProbe(String name, Factory<P> factory) {
    this.name = name;
    try {
      probe = Optional.of(factory.create());
    } catch (IOException | RuntimeException | LinkageError e) {
      tellOnce(e);
    }
  }

  /** Empty when it couldn't be created. */
  Optional<P> probe() {
    return probe;
  }

  @Override
  public void measure(Readings readings) {
    try {
      if (probe.isPresent()) {
        probe.get().measure(readings);
      }
    } catch (IOException | RuntimeException | LinkageError e) {
      tellOnce(e);
    }
  }

  @Override
  public void close() {
    probe.ifPresent(Probe::close);
  }

  private void tellOnce(Throwable failure) {
    if (!told) {
      told = true;
      LOG.log(System.Logger.Level.WARNING, "monitor: " + name + " can't be measured: " + failure);
    }
  }

  /** Creates a probe. */
  interface Factory<P extends Probe> {
    P create() throws IOException;
  }
}
