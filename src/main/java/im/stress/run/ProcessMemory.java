package im.stress.run;

/** How much memory the processes of a run get, and need. */
final class ProcessMemory {
  private static final int MEGABYTE = 1024 * 1024;

  /** Gatling, Netty and the histograms, with room for the garbage of 20,000 messages a second. */
  private static final long BASE_BYTES = 512L * MEGABYTE;

  /**
   * An estimate: a channel with its handlers, the Gatling session, pending answers and the windows
   * of the ledger take 10 to 20 KB; twice that keeps G1 from collecting all the time.
   */
  private static final long BYTES_PER_USER = 40L * 1024;

  /** Below this Gatling doesn't get through its start. */
  private static final long LEAST_HEAP_BYTES = 128L * MEGABYTE;

  /** Resident memory of a process with 500 users: 205 to 214 MB in two runs. */
  private static final long LEAST_BYTES = 200L * MEGABYTE;

  /** Resident memory of an embedded server with 500 users: 112 MB. */
  private static final long LEAST_BYTES_OF_SERVER = 100L * MEGABYTE;

  /** Resident memory of a mostly idle connection in a tight heap (docs/cost.md), rounded up. */
  private static final long LEAST_BYTES_PER_USER = 8L * 1024;

  private ProcessMemory() {}

  /**
   * The largest heap of a process.
   *
   * @param processes of this size on the machine, which share half of its memory
   */
  static long heap(int users, int processes, long machineBytes) {
    long wanted = BASE_BYTES + users * BYTES_PER_USER;
    long share = machineBytes / 2 / processes;
    return Math.max(LEAST_HEAP_BYTES, Math.min(wanted, share));
  }

  /** Below this the machine has no room for so many users, processes and embedded servers. */
  static long least(int users, int processes, int servers) {
    long connections = servers > 0 ? 2L * users : users;
    return processes * LEAST_BYTES
        + servers * LEAST_BYTES_OF_SERVER
        + connections * LEAST_BYTES_PER_USER;
  }

  /** Bytes in whole megabytes. */
  static long megabytes(long bytes) {
    return bytes / MEGABYTE;
  }
}
