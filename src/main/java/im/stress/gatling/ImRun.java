package im.stress.gatling;

import im.stress.config.SettingsException;
import im.stress.config.StressSettings;
import im.stress.config.TimeLimits;
import im.stress.protocol.Traits;
import im.stress.user.ImUser;
import im.stress.user.Population;
import io.gatling.core.CoreComponents;
import io.gatling.core.controller.Controller$Command$StopLoadGenerator;
import io.gatling.core.structure.ScenarioContext;
import io.gatling.javaapi.core.ActionBuilder;
import io.gatling.javaapi.core.Assertion;
import io.gatling.javaapi.core.CoreDsl;
import io.gatling.javaapi.core.OpenInjectionStep;
import io.gatling.javaapi.core.PopulationBuilder;
import java.time.Duration;
import java.util.List;
import java.util.ServiceLoader;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/**
 * Gatling's side of one process of a run. Made with the simulation, begun and ended by its hooks.
 * Safe on any thread.
 */
final class ImRun {
  private final GatlingLog log = new GatlingLog();
  private final Declared declared = new Declared();
  private final HostedRun hosted;

  /** The run that this host opens. */
  ImRun(SimulationHost host) {
    hosted = host.open(log);
  }

  /** The run of the process that this is called in. */
  static ImRun ofThisProcess() {
    return new ImRun(ServiceLoader.load(SimulationHost.class).findFirst().orElseThrow());
  }

  StressSettings settings() {
    return hosted.settings();
  }

  /** What the protocol of the run has. */
  Traits traits() {
    return hosted.traits();
  }

  Population population() {
    return hosted.population();
  }

  /** What the scenarios let their users do. */
  Declared declared() {
    return declared;
  }

  /** The number of the population with this name; 0 where all users are of one kind. */
  int populationNamed(String name) {
    return Math.max(0, declared.populations().indexOf(name));
  }

  /**
   * The users of this process, each part evenly over the ramp; a part without users is left out.
   */
  List<PopulationBuilder> populations(List<Share> shares) {
    if (shares.size() > 1) {
      declared.populations(shares.stream().map(Share::name).toList());
    }
    int[] users = Share.split(hosted.firstUser(), hosted.users(), shares);
    return IntStream.range(0, users.length)
        .filter(i -> users[i] > 0)
        .mapToObj(i -> shares.get(i).scenario().injectOpen(injection(users[i])))
        .toList();
  }

  /**
   * Refuses what no user of the scenarios could do in the protocol of this run.
   *
   * @throws SettingsException one line that says what to declare
   */
  void requireFit() {
    if (traits().polls() && !declared.messages().isEmpty() && declared.heartbeats().isEmpty()) {
      throw new SettingsException(
          ("im.heartbeats(): expected in a scenario, at an interval of more than 0, since users of"
                  + " the format %s poll for messages with their heartbeats; got none")
              .formatted(settings().codec().format()));
    }
  }

  private OpenInjectionStep injection(int users) {
    Duration rampUp = settings().load().rampUp();
    return rampUp.isZero() ? CoreDsl.atOnceUsers(users) : CoreDsl.rampUsers(users).during(rampUp);
  }

  /**
   * The configured thresholds that Gatling can judge, for its own report. The same for all
   * processes of a run, whether they have a user more or not.
   */
  List<Assertion> assertions() {
    return new GatlingAssertions(settings(), traits(), declared, hosted.leastUsers()).all();
  }

  /** A bound on the length of the run, past which Gatling stops it whatever happens. */
  Duration maxDuration() {
    return new TimeLimits(settings(), traits().polls()).run();
  }

  /** A step, whose action is made when Gatling is about to begin. */
  ActionBuilder step(io.gatling.core.action.builder.ActionBuilder action) {
    io.gatling.core.action.builder.ActionBuilder attached =
        (context, next) -> {
          attach(context);
          return action.build(context, next);
        };
    return () -> attached;
  }

  /** A step that lets a user begin with something, and goes on at once. */
  io.gatling.core.action.builder.ActionBuilder beginning(String name, Consumer<ImUser> what) {
    return step((context, next) -> new UserSteps.Begin(name, what, context, next)).asScala();
  }

  /** Gatling's side is known from here on. */
  private void attach(ScenarioContext context) {
    CoreComponents core = context.coreComponents();
    log.attach(core.statsEngine());
    hosted.onInterrupt(
        () ->
            core.controller()
                .$bang(new Controller$Command$StopLoadGenerator("interrupted", false)));
  }

  /** The ramp begins: now, or at the time that all machines were told. */
  void begin() {
    hosted.begin(declared);
  }

  /** Everybody is gone: closes the ledgers and the files. */
  void end() {
    log.detach();
    hosted.end();
  }
}
