package im.stress.monitor;

import oshi.SystemInfo;

/** The processors of this machine. */
public final class MachineProcessors {
  private MachineProcessors() {}

  /**
   * How many are 100 % of a target's CPU in {@code monitor.csv}: all logical ones, however few of
   * them this process may use.
   */
  public static int count() {
    return of(new SystemInfo());
  }

  static int of(SystemInfo system) {
    return system.getHardware().getProcessor().getLogicalProcessorCount();
  }
}
