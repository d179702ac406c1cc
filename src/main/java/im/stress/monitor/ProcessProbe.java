package im.stress.monitor;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import oshi.software.os.OSProcess;
import oshi.software.os.OSProcess.State;
import oshi.software.os.OperatingSystem;

/** Reads one process, its own or another. Costs about 0.2 ms. */
final class ProcessProbe {
  /** The kernel counts CPU time in ticks of 10 ms: over a shorter interval they tell nothing. */
  private static final double MIN_INTERVAL_MILLIS = 100;

  private final OSProcess process;
  private final int processors;
  private final long startMillis;
  private final ScanBudget fdBudget = ScanBudget.ofMonitor();
  private long readNanos;
  private long cpuMillis;
  private boolean ended;

  private ProcessProbe(OSProcess process, int processors) {
    this.process = process;
    this.processors = processors;
    this.startMillis = process.getStartTime();
    this.readNanos = System.nanoTime();
    this.cpuMillis = cpuMillis();
  }

  /**
   * Looks the process up.
   *
   * @param processors number of CPUs that are 100 %
   * @return empty when there is no such process
   */
  static Optional<ProcessProbe> of(OperatingSystem system, int pid, int processors) {
    return Optional.ofNullable(system.getProcess(pid))
        .filter(ProcessProbe::isAlive)
        .map(process -> new ProcessProbe(process, processors));
  }

  int pid() {
    return process.getProcessID();
  }

  String name() {
    return process.getName();
  }

  long fdLimit() {
    return process.getSoftOpenFileLimit();
  }

  /** What the process used since the last call; empty when it has ended, or can't be read now. */
  Optional<Usage> read() throws IOException {
    boolean readable = process.updateAttributes();
    // The kernel may give the pid to somebody else: the start tells.
    ended =
        readable
            ? !isAlive(process) || process.getStartTime() != startMillis
            : ProcessLife.isGone(pid());
    if (!readable || ended) {
      return Optional.empty();
    }
    double cpuPercent = cpuPercent(System.nanoTime());
    return Optional.of(
        new Usage(cpuPercent, process.getResidentMemory(), process.getThreadCount(), fdUsed()));
  }

  /** Whether the last reading showed that it is no more. */
  boolean hasEnded() {
    return ended;
  }

  private double cpuPercent(long nowNanos) {
    long cpuNow = cpuMillis();
    double wallMillis = (nowNanos - readNanos) / 1e6;
    if (wallMillis < MIN_INTERVAL_MILLIS) {
      return Double.NaN;
    }
    double percent = 100 * (cpuNow - cpuMillis) / wallMillis / processors;
    readNanos = nowNanos;
    cpuMillis = cpuNow;
    return Math.min(100, percent);
  }

  private long cpuMillis() {
    return process.getKernelTime() + process.getUserTime();
  }

  /**
   * Since Linux 6.2 the size of {@code /proc/PID/fd} is the number of its entries, in 6 us. Before,
   * it is 0; then OSHI lists them, which took 32 ms for 18,000, so not every second.
   */
  private long fdUsed() throws IOException {
    Path directory = Path.of("/proc", Integer.toString(pid()), "fd");
    long entries = Files.isDirectory(directory) ? Files.size(directory) : 0;
    return entries > 0 ? entries : fdBudget.run(this::listedFds).orElse(-1L);
  }

  private long listedFds() {
    long listed = process.getOpenFiles();
    return listed > 0 ? listed : -1;
  }

  private static boolean isAlive(OSProcess process) {
    return process.getState() != State.INVALID && process.getState() != State.ZOMBIE;
  }

  /**
   * What a process used.
   *
   * @param cpuPercent share of the given CPUs, NaN right after the process was found
   * @param fdUsed open file handles, -1 when not measured this time
   */
  record Usage(double cpuPercent, long rssBytes, int threads, long fdUsed) {

    /**
     * Without CPU time, however long it took to find the process: by this a reader tells a new one
     * from one that could not be read for some time.
     */
    Usage ofNewProcess() {
      return new Usage(Double.NaN, rssBytes, threads, fdUsed);
    }
  }
}
