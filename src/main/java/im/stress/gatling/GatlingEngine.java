package im.stress.gatling;

import io.gatling.app.RunResult;
import io.gatling.app.Runner;
import io.gatling.commons.util.DefaultClock;
import io.gatling.commons.util.GatlingVersion;
import io.gatling.core.actor.ActorSystem;
import io.gatling.core.cli.GatlingArgs;
import io.gatling.core.config.GatlingConfiguration;
import io.gatling.core.config.GatlingConfiguration$;
import io.gatling.netty.util.Transports;
import io.netty.channel.EventLoopGroup;
import java.nio.file.Path;
import scala.Option;

/**
 * Runs one simulation in this JVM and leaves its log; nothing more. Gatling's own entry point would
 * read the whole log again to judge the assertions, in every shard, and would ask the network for
 * Gatling's latest version.
 */
public final class GatlingEngine {
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
   */
  public static Path run(String simulation, Path results) {
    // The progress line is the runner's: Gatling's console writer would cost CPU for nobody.
    System.setProperty("gatling.data.writers.0", "file");
    System.setProperty("gatling.data.enableAnalytics", "false");
    GatlingConfiguration configuration = GatlingConfiguration$.MODULE$.load();
    ActorSystem actors = new ActorSystem();
    // 0 = as many event loops as processors.
    EventLoopGroup loops =
        Transports.newEventLoopGroup(
            configuration.netty().useNativeTransport(),
            configuration.netty().useIoUring(),
            0,
            "gatling");
    try {
      RunResult result =
          new QuietRunner(actors, loops, arguments(simulation, results), configuration).run();
      return results.resolve(result.runId());
    } finally {
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
    QuietRunner(
        ActorSystem actors,
        EventLoopGroup loops,
        GatlingArgs arguments,
        GatlingConfiguration configuration) {
      super(actors, loops, new DefaultClock(), arguments, configuration);
    }

    @Override
    public void displayVersionWarning() {
      // A load test asks nobody but its target.
    }
  }
}
