package im.stress.shard;

import im.stress.config.SettingsException;
import im.stress.gatling.GatlingEngine;
import im.stress.monitor.ProcessLife;
import im.stress.record.FileNames;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * The main class of a shard: runs the simulation in this JVM and leaves its files in the shard's
 * folder. SIGINT and SIGTERM end the run early, with everything measured so far on disk; exit code
 * 0 then too. Ends itself when the runner is gone.
 */
public final class ShardMain {
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
    try {
      simulate(ShardAssignment.ofThisProcess());
      exitCode = 0;
    } catch (SettingsException | IOException e) {
      System.err.println(e.getMessage());
    } finally {
      finished.countDown();
    }
    System.exit(exitCode);
  }

  private static void simulate(ShardAssignment shard) throws IOException {
    OwnClasses.load();
    RunConfiguration configuration = RunConfiguration.ofShard(shard);
    ShardHost.assign(configuration);
    Path results = shard.directory().resolve("gatling");
    Path run = GatlingEngine.run(configuration.settings().run().simulation(), results);
    Files.move(
        run.resolve(FileNames.SIMULATION_LOG), shard.directory().resolve(FileNames.SIMULATION_LOG));
    Files.delete(run);
    Files.delete(results);
  }

  /** Runs in the JVM's shutdown, which waits for it. */
  private void stopEarly() {
    if (finished.getCount() > 0) {
      ShardHost.current().flatMap(ShardRun::interrupt).ifPresent(this::awaitFinished);
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
    OptionalLong parent = ShardAssignment.parent();
    if (parent.isPresent()) {
      Thread watch = new Thread(() -> endAfter(parent.getAsLong()), "im-parent");
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
