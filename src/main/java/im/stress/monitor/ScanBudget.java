package im.stress.monitor;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * Holds a scan whose cost grows with the number of sockets to a fixed share of one core: a scan
 * that takes 60 ms of CPU then runs every 7.5 s instead of every second. Not thread-safe.
 */
final class ScanBudget {
  /** With what else is sampled every second this stays below 1 % of a core. */
  private static final double SHARE_OF_CORE = 0.008;

  /** Saved up while scans are cheap; pays for the first scan, which runs uncompiled. */
  private static final long MAX_CREDIT_NANOS = 100_000_000;

  private final LongSupplier wallNanos;
  private final LongSupplier cpuNanos;
  private double creditNanos = MAX_CREDIT_NANOS;
  private long creditedNanos;

  ScanBudget(LongSupplier wallNanos, LongSupplier cpuNanos) {
    this.wallNanos = wallNanos;
    this.cpuNanos = cpuNanos;
    this.creditedNanos = wallNanos.getAsLong();
  }

  /** Counts the CPU time of the calling thread. */
  static ScanBudget ofMonitor() {
    return new ScanBudget(
        System::nanoTime, ManagementFactory.getThreadMXBean()::getCurrentThreadCpuTime);
  }

  /** Runs the scan, or returns empty while the last ones are not yet paid for. */
  <T> Optional<T> run(Scan<T> scan) throws IOException {
    long now = wallNanos.getAsLong();
    creditNanos = Math.min(MAX_CREDIT_NANOS, creditNanos + SHARE_OF_CORE * (now - creditedNanos));
    creditedNanos = now;
    if (creditNanos < 0) {
      return Optional.empty();
    }
    long cpuBefore = cpuNanos.getAsLong();
    try {
      return Optional.of(scan.run());
    } finally {
      creditNanos -= cpuNanos.getAsLong() - cpuBefore;
    }
  }

  /** What costs. */
  interface Scan<T> {
    T run() throws IOException;
  }
}
