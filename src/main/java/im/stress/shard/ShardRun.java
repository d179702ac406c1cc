package im.stress.shard;

import im.stress.config.GroupWindow;
import im.stress.config.LedgerWindow;
import im.stress.config.MessageSettings;
import im.stress.config.StressSettings;
import im.stress.config.TimeLimits;
import im.stress.gatling.Declared;
import im.stress.gatling.HostedRun;
import im.stress.measure.EpochClock;
import im.stress.measure.OperationLog;
import im.stress.measure.SampledLog;
import im.stress.measure.ShardMeasure;
import im.stress.measure.ShardState;
import im.stress.model.Measurable;
import im.stress.protocol.Access;
import im.stress.protocol.Traits;
import im.stress.record.FileNames;
import im.stress.target.Targets;
import im.stress.user.Population;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

/**
 * One process of a run: its users, what it measures, where it writes; from the warm-up to the last
 * line of its files. Safe on any thread.
 */
final class ShardRun implements HostedRun {
  private static final String SAMPLED =
      "Gatling's report and simulation.log have one in %d operations, since there are more than"
          + " im.run.log-records: its counts and rates are that much lower, its percentiles and"
          + " shares are those of a sample; all figures here are of all operations";

  private final RunConfiguration configuration;
  private final OperationLog log;
  private final ShardState state = new ShardState();
  private final Access access;
  private final CommonStart commonStart;
  private volatile ShardMeasure measure;
  private volatile Population population;
  private volatile Runnable stopInjection;
  private volatile ShardFiles files;

  ShardRun(RunConfiguration configuration, OperationLog log) {
    this.configuration = configuration;
    this.log = log;
    this.access = Targets.of(configuration.settings(), configuration.runId());
    this.commonStart =
        new CommonStart(
            configuration.shard(),
            configuration.settings().machine().startAtEpochSecond(),
            System::currentTimeMillis);
  }

  @Override
  public StressSettings settings() {
    return configuration.settings();
  }

  @Override
  public Population population() {
    return population;
  }

  @Override
  public Traits traits() {
    return access.protocol().traits();
  }

  @Override
  public int firstUser() {
    return configuration.shard().firstUser(settings());
  }

  @Override
  public int users() {
    return configuration.shard().users(settings());
  }

  @Override
  public int leastUsers() {
    return configuration.shard().leastUsers(settings());
  }

  @Override
  public void begin(Declared declared) {
    WarmUp.of(settings()).play(System.err::println);
    measure = new ShardMeasure(EpochClock.startingNow(), limitedLog(), declared.populations());
    population =
        new Population(settings(), declared.writing(), firstUser(), users(), access, measure);
    awaitStart();
    long startNanos = System.nanoTime();
    long start = measure.clock().epochMillis(startNanos);
    population.begin(startNanos);
    state.begin(start, start + settings().load().rampUp().toMillis(), start + planned().toMillis());
    commonStart.late(start).ifPresent(late -> state.warn("START_AT", late));
    warnOfSmallLedgers(declared);
    files =
        ShardFiles.open(
            configuration, measures(declared), declared.intervals(traits()), measure, state);
    scheduleStorm();
  }

  private List<Measurable> measures(Declared declared) {
    List<Measurable> measures = new ArrayList<>(declared.measures(traits()));
    if (access.protocol().staysConnected() || measures.contains(Measurable.HEARTBEAT)) {
      measures.add(Measurable.ONLINE);
    }
    return measures;
  }

  /** Processes of a machine share its limit. */
  private OperationLog limitedLog() {
    long most = settings().run().files().logRecords();
    return SampledLog.limited(
        log,
        most == 0 ? 0 : Math.max(1, most / configuration.shard().count()),
        Math.max(1, planned().toSeconds()),
        System::nanoTime,
        oneIn -> state.warn(FileNames.SIMULATION_LOG, SAMPLED.formatted(oneIn)));
  }

  private void warnOfSmallLedgers(Declared declared) {
    for (MessageSettings message : declared.messages()) {
      warnOf("ledgers of " + message, LedgerWindow.of(settings(), message, users()).shortfall());
    }
    for (MessageSettings message : declared.groupMessages()) {
      warnOf(
          "ledgers of groups, " + message,
          GroupWindow.of(settings(), message, users()).shortfall());
    }
  }

  private void warnOf(String what, String shortfall) {
    if (!shortfall.isEmpty()) {
      state.warn(what, shortfall);
    }
  }

  private Duration planned() {
    return settings().load().rampUp().plus(settings().load().duration());
  }

  private void awaitStart() {
    try {
      Thread.sleep(Math.max(0, commonStart.await() - System.currentTimeMillis()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void scheduleStorm() {
    if (settings().storm().enabled()) {
      Executor at =
          CompletableFuture.delayedExecutor(
              settings().storm().at().toMillis(), TimeUnit.MILLISECONDS);
      at.execute(population::storm);
    }
  }

  @Override
  public void end() {
    population.settle();
    state.finished();
    files.close();
    commonStart.clear();
  }

  @Override
  public void onInterrupt(Runnable stop) {
    stopInjection = stop;
  }

  /**
   * Ends the run early: users leave, files stay. Blocks until the users have left.
   *
   * @return how long it may take from now until all is written; empty = the run hasn't begun
   */
  Optional<Duration> interrupt() {
    if (stopInjection == null || files == null) {
      return Optional.empty();
    }
    state.interrupted(measure.clock().epochMillis(System.nanoTime()));
    population.interrupt();
    awaitAllGone();
    stopInjection.run();
    return Optional.of(limits().writing());
  }

  private TimeLimits limits() {
    return new TimeLimits(settings(), traits().polls());
  }

  private void awaitAllGone() {
    long deadline = System.nanoTime() + limits().leaving().toNanos();
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
