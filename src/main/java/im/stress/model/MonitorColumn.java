package im.stress.model;

/** The measured columns of {@code monitor.csv}, in the order in which they stand there. */
public enum MonitorColumn implements Column {
  /** CPU time of this process, as a share of all the CPUs that it may use. */
  CPU_PERCENT("cpuPercent", "cpu", Subject.SELF, Unit.PERCENT),
  /** Time in which the machine's CPUs were neither idle nor waiting for I/O. */
  MACHINE_CPU_PERCENT("machineCpuPercent", "cpu", Subject.MACHINE, Unit.PERCENT),
  /** Time that the hypervisor gave to others; Linux only. */
  STEAL_PERCENT("stealPercent", "steal", Subject.MACHINE, Unit.PERCENT),
  /** Resident memory of this process. */
  RSS_BYTES("rssBytes", "rss", Subject.SELF, Unit.BYTES),
  /** Used Java heap of this process, garbage included. */
  HEAP_BYTES("heapBytes", "heap", Subject.SELF, Unit.BYTES),
  /** Longest single GC pause of the interval in this process; the JVM gives whole milliseconds. */
  GC_PAUSE_MILLIS("gcPauseMillis", "gc", Subject.SELF, Unit.MILLIS),
  /** GC pauses of the interval in this process; concurrent phases are none. */
  GC_COUNT("gcCount", "gcs", Subject.SELF, Unit.COUNT),
  /** Threads of this process as the operating system counts them, GC and compiler included. */
  THREADS("threads", "threads", Subject.SELF, Unit.COUNT),
  /** Open file handles of this process. */
  FD_USED("fdUsed", "fds", Subject.SELF, Unit.COUNT),
  /** Soft limit of file handles of this process. */
  FD_LIMIT("fdLimit", "fd limit", Subject.SELF, Unit.COUNT),
  /** Ephemeral ports in use from one local address to its most used target; Linux only. */
  PORTS_USED("portsUsed", "ports", Subject.MACHINE, Unit.COUNT),
  /** Ephemeral ports that one local address has for one target; Linux only. */
  PORTS_AVAILABLE("portsAvailable", "ports max", Subject.MACHINE, Unit.COUNT),
  /** TCP segments that the machine sent again in the interval. */
  TCP_RETRANSMITS("tcpRetransmits", "retrans", Subject.MACHINE, Unit.COUNT),
  /** CPU time of the target, as a share of the whole machine. */
  TARGET_CPU_PERCENT("targetCpuPercent", "t.cpu", Subject.TARGET, Unit.PERCENT),
  /** Resident memory of the target. */
  TARGET_RSS_BYTES("targetRssBytes", "t.rss", Subject.TARGET, Unit.BYTES),
  /** Threads of the target. */
  TARGET_THREADS("targetThreads", "t.threads", Subject.TARGET, Unit.COUNT),
  /** Open file handles of the target. */
  TARGET_FD_USED("targetFdUsed", "t.fds", Subject.TARGET, Unit.COUNT),
  /** Established connections whose local port is the target's. */
  TARGET_ESTABLISHED("targetEstablished", "t.estab", Subject.TARGET, Unit.COUNT),
  /** Connections that the target closed first and whose port pair still rests. */
  TARGET_TIME_WAIT("targetTimeWait", "t.timewait", Subject.TARGET, Unit.COUNT),
  /** Connections that the client closed and the target hasn't: a growing number is a leak. */
  TARGET_CLOSE_WAIT("targetCloseWait", "t.closewait", Subject.TARGET, Unit.COUNT),
  /** Time in which GC stopped the target, see {@code monitor.GcPauseTotal}. */
  TARGET_GC_PAUSE_MILLIS("targetGcPauseMillis", "t.gc", Subject.TARGET, Unit.FINE_MILLIS),
  /** CPU time of this process's container, as a share of its CPU limit; empty without a limit. */
  CGROUP_CPU_PERCENT("cgroupCpuPercent", "cg.cpu", Subject.SELF, Unit.PERCENT),
  /**
   * Share of the scheduler's periods in which that limit stopped the container; empty without one.
   */
  CGROUP_THROTTLED_PERCENT("cgroupThrottledPercent", "cg.throttled", Subject.SELF, Unit.PERCENT),
  /** Least heap that a GC pause of the interval left in this process; empty without a pause. */
  HEAP_AFTER_GC_BYTES("heapAfterGcBytes", "heap gc", Subject.SELF, Unit.BYTES),
  /** Heap of the target that survived a GC, see {@code monitor.GcPauseTotal}. */
  TARGET_HEAP_AFTER_GC_BYTES("targetHeapAfterGcBytes", "t.heap gc", Subject.TARGET, Unit.BYTES),
  /** Soft limit of file handles of the target; Linux only. */
  TARGET_FD_LIMIT("targetFdLimit", "t.fd limit", Subject.TARGET, Unit.COUNT);

  private final String key;
  private final String title;
  private final Subject subject;
  private final Unit unit;

  MonitorColumn(String key, String title, Subject subject, Unit unit) {
    this.key = key;
    this.title = title;
    this.subject = subject;
    this.unit = unit;
  }

  @Override
  public String key() {
    return key;
  }

  @Override
  public String text(double value) {
    return unit.csvCell(value);
  }

  /** Whom it tells about. */
  public Subject subject() {
    return subject;
  }

  /** What its numbers count. */
  public Unit unit() {
    return unit;
  }

  /** Its head in a table for people, unit included. */
  public String heading() {
    return unit.suffix().isEmpty() ? title : title + " " + unit.suffix();
  }

  /** Whom a column tells about. */
  public enum Subject {
    /** The process that measures: the load generator. */
    SELF,
    /** The machine as a whole. */
    MACHINE,
    /** The watched process or port. */
    TARGET
  }
}
