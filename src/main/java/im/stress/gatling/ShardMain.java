package im.stress.gatling;

import im.stress.config.SettingsException;
import im.stress.monitor.ProcessLife;
import im.stress.record.FileNames;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * The main class of a shard: runs the simulation in this JVM and leaves its files in the shard's
 * folder. SIGINT and SIGTERM end the run early, with everything measured so far on disk; exit code
 * 0 then too. Ends itself when the runner is gone.
 */
public final class ShardMain {
  private static final String PARENT = "im.shard.parent";

  private final CountDownLatch finished = new CountDownLatch(1);
  private volatile int exitCode = 1;

  private ShardMain() {}

  /** Takes no arguments: everything is in the system properties and the shard's folder. */
  public static void main(String[] arguments) {
    new ShardMain().run();
  }

  private void run() {
    Runtime.getRuntime().addShutdownHook(new Thread(this::stopEarly, "im-stop"));
    watchParent();
    Shard shard = Shard.fromSystemProperties();
    try {
      simulate(shard);
      exitCode = 0;
    } catch (SettingsException | IOException e) {
      System.err.println(e.getMessage());
    } finally {
      finished.countDown();
    }
    System.exit(exitCode);
  }

  private static void simulate(Shard shard) throws IOException {
    OwnClasses.load();
    Path results = shard.directory().resolve("gatling");
    String simulation = RunConfiguration.readShard(shard).settings().run().simulation();
    Path run = GatlingEngine.run(simulation, results);
    Files.move(
        run.resolve(FileNames.SIMULATION_LOG), shard.directory().resolve(FileNames.SIMULATION_LOG));
    Files.delete(run);
    Files.delete(results);
  }

  /** Runs in the JVM's shutdown, which waits for it. */
  private void stopEarly() {
    if (finished.getCount() > 0) {
      ImRun.interruptCurrent().ifPresent(this::awaitFinished);
      Runtime.getRuntime().halt(exitCode);
    }
  }

  private void awaitFinished(Duration limit) {
    try {
      if (!finished.await(limit.toMillis(), TimeUnit.MILLISECONDS)) {
        System.err.println("the files were not written within " + limit.toSeconds() + " s");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void watchParent() {
    Long parent = Long.getLong(PARENT);
    if (parent != null) {
      Thread watch = new Thread(() -> endAfter(parent), "im-parent");
      watch.setDaemon(true);
      watch.start();
    }
  }

  private static void endAfter(long parent) {
    try {
      ProcessLife.awaitEnd(parent);
      System.exit(1);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
