package im.stress.gatling;

import im.stress.config.StressSettings;
import im.stress.config.TimeLimits;
import im.stress.measure.EpochClock;
import im.stress.measure.ShardMeasure;
import im.stress.measure.ShardState;
import im.stress.protocol.Access;
import im.stress.target.Targets;
import im.stress.user.Population;
import im.stress.warmup.WarmUp;
import io.gatling.core.CoreComponents;
import io.gatling.core.controller.Controller$Command$StopLoadGenerator;
import io.gatling.core.structure.ScenarioContext;
import io.gatling.javaapi.core.Assertion;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

/**
 * One process of a run: its users, what it measures, where it writes. Made with the simulation,
 * begun and ended by Gatling's hooks. Safe on any thread.
 */
final class ImRun {
  private static volatile ImRun current;

  private final RunConfiguration configuration;
  private final GatlingLog log = new GatlingLog();
  private final ShardState state = new ShardState();
  private final ShardMeasure measure = new ShardMeasure(EpochClock.startingNow(), log);
  private final Access access;
  private final Population population;
  private volatile CoreComponents core;
  private volatile ShardFiles files;

  private ImRun(RunConfiguration configuration) {
    this.configuration = configuration;
    StressSettings settings = configuration.settings();
    this.access = Targets.of(settings, configuration.runId());
    this.population =
        new Population(
            settings, configuration.shard().firstUser(settings), users(), access, measure);
  }

  static ImRun configured() {
    current = new ImRun(RunConfiguration.ofThisProcess());
    return current;
  }

  StressSettings settings() {
    return configuration.settings();
  }

  Population population() {
    return population;
  }

  /** How many users this process has. */
  int users() {
    return configuration.shard().users(settings());
  }

  /** The same for all processes of a run, whether they have a user more or not. */
  List<Assertion> assertions() {
    int users = settings().load().users() / configuration.shard().count();
    return new GatlingAssertions(settings(), access.protocol().traits(), users).all();
  }

  Duration maxDuration() {
    return new TimeLimits(settings()).run();
  }

  private Duration planned() {
    return settings().load().rampUp().plus(settings().load().duration());
  }

  /** Gatling's side is known from here on. */
  void attach(ScenarioContext context) {
    core = context.coreComponents();
    log.attach(core.statsEngine());
  }

  void scenario(String name) {
    log.scenario(name);
  }

  /** The ramp begins: now, or at the time that all machines were told. */
  void begin() {
    WarmUp.of(settings()).play(System.err::println);
    awaitStart();
    long startNanos = System.nanoTime();
    long start = measure.clock().epochMillis(startNanos);
    population.begin(startNanos);
    state.begin(start, start + settings().load().rampUp().toMillis(), start + planned().toMillis());
    files = ShardFiles.open(configuration, access.protocol().traits(), measure, state);
    scheduleStorm();
  }

  private void scheduleStorm() {
    if (settings().storm().enabled()) {
      Executor at =
          CompletableFuture.delayedExecutor(
              settings().storm().at().toMillis(), TimeUnit.MILLISECONDS);
      at.execute(population::storm);
    }
  }

  private void awaitStart() {
    OptionalLong startAt = settings().machine().startAtEpochSecond();
    long waitMillis = startAt.orElse(0) * 1_000 - System.currentTimeMillis();
    if (startAt.isPresent() && waitMillis > 0) {
      try {
        Thread.sleep(waitMillis);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /** Everybody is gone: closes the ledgers and the files. */
  void end() {
    log.detach();
    population.settle();
    state.finished();
    files.close();
  }

  /**
   * Stops the run that this process is in: users leave, files stay.
   *
   * @return how long it may take from now until all is written; empty = the run hasn't begun
   */
  static Optional<Duration> interruptCurrent() {
    ImRun run = current;
    if (run == null || run.core == null || run.files == null) {
      return Optional.empty();
    }
    run.interrupt();
    return Optional.of(new TimeLimits(run.settings()).writing());
  }

  private void interrupt() {
    state.interrupted(measure.clock().epochMillis(System.nanoTime()));
    population.interrupt();
    awaitAllGone();
    core.controller().$bang(new Controller$Command$StopLoadGenerator("interrupted", false));
  }

  private void awaitAllGone() {
    long deadline = System.nanoTime() + new TimeLimits(settings()).leaving().toNanos();
    while (measure.online() + measure.connecting() > 0 && System.nanoTime() < deadline) {
      try {
        Thread.sleep(50);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      }
    }
  }
}
