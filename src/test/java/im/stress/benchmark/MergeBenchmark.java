package im.stress.benchmark;

import im.stress.simlog.LogGenerator;
import im.stress.simlog.MergeInput;
import im.stress.simlog.SimulationLogMerger;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * How long several large logs take to be merged. Makes them, merges them, counts the records of
 * each type before and after. Needs 5 GB of disk for logs of 25 million records.
 *
 * <p>Run it with {@code mvn -q process-test-classes exec:exec@merge-benchmark}, which has a heap of
 * 512 MB.
 */
public final class MergeBenchmark {
  private static final int LOGS = Integer.getInteger("benchmark.logs", 4);
  private static final int RECORDS = Integer.getInteger("benchmark.records", 25_000_000);

  private static final ThreadMXBean THREAD = ManagementFactory.getThreadMXBean();

  private MergeBenchmark() {}

  /** Takes no arguments. */
  public static void main(String[] arguments) throws IOException {
    Path folder = Files.createTempDirectory("merge-benchmark");
    List<Path> logs = new ArrayList<>();
    Path merged = folder.resolve("simulation.log");
    try {
      for (int i = 0; i < LOGS; i++) {
        logs.add(folder.resolve(i + ".log"));
        LogGenerator.write(logs.get(i), 1_700_000_000_000L + i, RECORDS);
      }
      measure(logs, merged);
    } finally {
      for (Path log : logs) {
        Files.deleteIfExists(log);
      }
      Files.deleteIfExists(merged);
      Files.delete(folder);
    }
  }

  private static void measure(List<Path> logs, Path merged) throws IOException {
    long start = System.nanoTime();
    long cpuBefore = THREAD.getCurrentThreadCpuTime();
    List<String> warnings =
        SimulationLogMerger.merge(
            logs.stream().map(log -> new MergeInput(log, 0)).toList(), merged);
    Duration took = Duration.ofNanos(System.nanoTime() - start);
    Duration cpu = Duration.ofNanos(THREAD.getCurrentThreadCpuTime() - cpuBefore);
    double records = (double) LOGS * RECORDS;
    System.out.printf(
        "%,.0f records of %d logs (%,d bytes merged) in %.1f s: %,.0f records a second, %,.0f a second of"
            + " CPU, heap %,d MB%n",
        records,
        LOGS,
        Files.size(merged),
        took.toMillis() / 1_000.0,
        records * 1_000 / took.toMillis(),
        records * 1_000 / cpu.toMillis(),
        Runtime.getRuntime().maxMemory() >> 20);
    Map<String, Long> in = LogGenerator.count(logs);
    Map<String, Long> out = LogGenerator.count(List.of(merged));
    System.out.printf(
        "in  %s%nout %s: %s%n", in, out, in.equals(out) ? "all are there" : "SOME ARE MISSING");
    warnings.forEach(System.out::println);
  }
}
