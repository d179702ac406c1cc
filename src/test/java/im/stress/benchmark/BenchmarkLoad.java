package im.stress.benchmark;

/**
 * What a client of a benchmark did.
 *
 * @param perSecond requests answered
 * @param clientMicros CPU of the client for each of them
 * @param p50Millis latency
 * @param p99Millis latency
 */
record BenchmarkLoad(double perSecond, double clientMicros, double p50Millis, double p99Millis) {

  /** One line. */
  void print(String who) {
    System.out.printf(
        "  %-12s %,8.0f requests/s, %6.1f us of client CPU each, p50 %8.2f ms, p99 %8.2f ms%n",
        who, perSecond, clientMicros, p50Millis, p99Millis);
  }
}
