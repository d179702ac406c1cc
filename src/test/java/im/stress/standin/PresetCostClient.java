package im.stress.standin;

import com.sun.management.OperatingSystemMXBean;
import im.stress.report.Summary;
import im.stress.user.TestUsers;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;

/** The users of {@link PresetCostBenchmark} in a JVM of their own. */
final class PresetCostClient {
  static final int USERS = 400;
  private static final int INTERVAL_MILLIS = 100;
  private static final int RAMP_UP_SECONDS = 2;

  /** Compilers have settled by then. */
  private static final int WARM_UP_SECONDS = Integer.getInteger("benchmark.warmUpSeconds", 10);

  private static final int SECONDS = Integer.getInteger("benchmark.seconds", 10);

  private PresetCostClient() {}

  /**
   * Prints the microseconds of this JVM's CPU for each message.
   *
   * @param arguments a folder for results, then settings as {@code KEY=VALUE}
   */
  public static void main(String[] arguments) throws Exception {
    FutureTask<Summary> run = new FutureTask<>(users(arguments)::run);
    new Thread(run, "users").start();
    TimeUnit.SECONDS.sleep((long) RAMP_UP_SECONDS + WARM_UP_SECONDS);
    OperatingSystemMXBean system =
        (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    long cpuBefore = system.getProcessCpuTime();
    long begin = System.nanoTime();
    TimeUnit.SECONDS.sleep(SECONDS);
    double cpuNanos = system.getProcessCpuTime() - cpuBefore;
    double millis = (System.nanoTime() - begin) / 1e6;
    requireAll(run.get().messages());
    System.out.println(cpuNanos / 1_000 / (millis * USERS / INTERVAL_MILLIS));
  }

  private static TestUsers users(String[] arguments) throws Exception {
    TestUsers users =
        new TestUsers(Files.createTempDirectory(Path.of(arguments[0]), "run"), 1)
            .set("users", String.valueOf(USERS))
            .set("ramp-up", RAMP_UP_SECONDS + "s")
            .set("duration", (WARM_UP_SECONDS + SECONDS + 1) + "s")
            .set("message.interval", INTERVAL_MILLIS + "ms")
            .set("heartbeat.interval", "30s")
            .set("login.timeout", "60s");
    for (int i = 1; i < arguments.length; i++) {
      String[] setting = arguments[i].split("=", 2);
      users.set(setting[0], setting[1]);
    }
    return users;
  }

  private static void requireAll(Summary.Messages messages) {
    long due = (long) USERS * SECONDS * 1_000 / INTERVAL_MILLIS;
    if (messages.delivered() < messages.sent() || messages.sent() < due) {
      throw new IllegalStateException("expected all sent and delivered, got " + messages);
    }
  }
}
