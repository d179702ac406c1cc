package im.stress.gatling;

import im.stress.config.SettingsException;
import io.gatling.app.RunResult;
import io.gatling.app.Runner;
import io.gatling.commons.util.DefaultClock;
import io.gatling.commons.util.GatlingVersion;
import io.gatling.core.actor.ActorSystem;
import io.gatling.core.cli.GatlingArgs;
import io.gatling.core.config.GatlingConfiguration;
import io.gatling.core.config.GatlingConfiguration$;
import io.gatling.core.scenario.SimulationParams;
import io.gatling.core.stats.StatsEngine;
import io.gatling.core.stats.writer.RunMessage;
import io.gatling.netty.util.Transports;
import io.netty.channel.EventLoopGroup;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.nio.file.Path;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import scala.Option;

/**
 * Runs one simulation in this JVM and leaves its log; nothing more. Gatling's own entry point would
 * read the whole log again to judge the assertions, in every shard, and would ask the network for
 * Gatling's latest version.
 */
public final class GatlingEngine {
  /**
   * One for each processor, where Netty's default is two. A loop never blocks, so one keeps its
   * processor busy; with half as many, each wake-up finds twice as much to do. Measured with {@code
   * ClientBenchmark} on two processors: 0.8 of the CPU time for each message.
   */
  private static final int EVENT_LOOPS = Runtime.getRuntime().availableProcessors();

  /** 50 wake-ups a second cost nothing that can be measured; nobody reads the log during a run. */
  private static final long FLUSH_MILLIS = 20;

  private GatlingEngine() {}

  /** Version of Gatling, such as {@code 3.15.1}. */
  public static String version() {
    return GatlingVersion.ThisVersion().fullVersion();
  }

  /**
   * Blocks until the simulation is over.
   *
   * @param simulation class name
   * @param results folder that receives the run's folder
   * @return the folder that holds {@code simulation.log}
   * @throws SettingsException when the simulation can't be used as it is written
   */
  public static Path run(String simulation, Path results) {
    // The progress line is the runner's: Gatling's console writer would cost CPU for nobody.
    System.setProperty("gatling.data.writers.0", "file");
    System.setProperty("gatling.data.enableAnalytics", "false");
    GatlingConfiguration configuration = GatlingConfiguration$.MODULE$.load();
    ActorSystem actors = new ActorSystem();
    EventLoopGroup loops =
        Transports.newEventLoopGroup(
            configuration.netty().useNativeTransport(),
            configuration.netty().useIoUring(),
            EVENT_LOOPS,
            "gatling");
    ScheduledExecutorService flusher =
        Executors.newSingleThreadScheduledExecutor(new DefaultThreadFactory("im-log", true));
    try {
      RunResult result =
          new QuietRunner(actors, loops, arguments(simulation, results), configuration, flusher)
              .run();
      return results.resolve(result.runId());
    } catch (Exception failure) {
      // Gatling constructs the simulation by reflection.
      if (failure.getCause() instanceof SettingsException unusable) {
        throw unusable;
      }
      throw failure;
    } finally {
      flusher.shutdown();
      actors.close();
      loops.shutdownGracefully();
    }
  }

  private static GatlingArgs arguments(String simulation, Path results) {
    return GatlingArgs.apply(
        Option.apply(simulation),
        Option.empty(),
        true,
        Option.empty(),
        Option.apply(results),
        Option.empty(),
        Option.empty());
  }

  private static final class QuietRunner extends Runner {
    private final ScheduledExecutorService flusher;

    QuietRunner(
        ActorSystem actors,
        EventLoopGroup loops,
        GatlingArgs arguments,
        GatlingConfiguration configuration,
        ScheduledExecutorService flusher) {
      super(actors, loops, new DefaultClock(), arguments, configuration);
      this.flusher = flusher;
    }

    @Override
    public StatsEngine newStatsEngine(SimulationParams simulation, RunMessage run) {
      BatchedStatsEngine batched = new BatchedStatsEngine(super.newStatsEngine(simulation, run));
      flusher.scheduleWithFixedDelay(
          batched::flush, FLUSH_MILLIS, FLUSH_MILLIS, TimeUnit.MILLISECONDS);
      return batched;
    }

    @Override
    public void displayVersionWarning() {
      // A load test asks nobody but its target.
    }
  }
}
