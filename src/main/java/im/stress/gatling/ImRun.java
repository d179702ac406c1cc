package im.stress.gatling;

import im.stress.config.StressSettings;
import im.stress.config.TimeLimits;
import im.stress.user.Population;
import io.gatling.core.CoreComponents;
import io.gatling.core.controller.Controller$Command$StopLoadGenerator;
import io.gatling.core.structure.ScenarioContext;
import io.gatling.javaapi.core.Assertion;
import java.time.Duration;
import java.util.List;
import java.util.ServiceLoader;

/**
 * Gatling's side of one process of a run. Made with the simulation, begun and ended by its hooks.
 * Safe on any thread.
 */
final class ImRun {
  private final GatlingLog log = new GatlingLog();
  private final HostedRun hosted;

  private ImRun(SimulationHost host) {
    hosted = host.open(log);
  }

  /** The run of the process that this is called in. */
  static ImRun ofThisProcess() {
    return new ImRun(ServiceLoader.load(SimulationHost.class).findFirst().orElseThrow());
  }

  StressSettings settings() {
    return hosted.settings();
  }

  Population population() {
    return hosted.population();
  }

  /** How many users this process has. */
  int users() {
    return hosted.users();
  }

  /** The same for all processes of a run, whether they have a user more or not. */
  List<Assertion> assertions() {
    return new GatlingAssertions(settings(), hosted.traits(), hosted.leastUsers()).all();
  }

  Duration maxDuration() {
    return new TimeLimits(settings()).run();
  }

  /** Gatling's side is known from here on. */
  void attach(ScenarioContext context) {
    CoreComponents core = context.coreComponents();
    log.attach(core.statsEngine());
    hosted.onInterrupt(
        () ->
            core.controller()
                .$bang(new Controller$Command$StopLoadGenerator("interrupted", false)));
  }

  void scenario(String name) {
    log.scenario(name);
  }

  /** The ramp begins: now, or at the time that all machines were told. */
  void begin() {
    hosted.begin();
  }

  /** Everybody is gone: closes the ledgers and the files. */
  void end() {
    log.detach();
    hosted.end();
  }
}
