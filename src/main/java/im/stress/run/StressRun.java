package im.stress.run;

import im.stress.config.LoadedSettings;
import im.stress.config.SettingsSources;
import im.stress.config.SourceAddresses;
import im.stress.config.StressSettings;
import im.stress.target.Preflight;
import im.stress.text.IoErrors;
import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;

/**
 * One run from settings to result. Up to the ramp nothing is written, so that a run which can't
 * begin leaves nothing behind. Keeps nothing of a run: may be used again.
 */
public final class StressRun implements StepRunner {
  private final RunParts parts;
  private final Interrupts interrupts;
  private final RunListener listener;

  /** Runs made of these parts, until somebody interrupts them. */
  public StressRun(RunParts parts, Interrupts interrupts, RunListener listener) {
    this.parts = parts;
    this.interrupts = interrupts;
    this.listener = listener;
  }

  /**
   * Blocks until the report is there.
   *
   * @throws im.stress.config.SettingsException when a setting can't be used
   * @throws CommandException when the run can't begin, or its results can't be kept
   */
  @Override
  public RunResult execute(SettingsSources sources) throws Exception {
    return execute(sources, Duration.ZERO);
  }

  @Override
  public RunResult execute(SettingsSources sources, Duration startLimit) throws Exception {
    Patience patience =
        new Patience(parts.clock(), interrupts, parts.clock().instant().plus(startLimit));
    LoadedSettings loaded = parts.settings().apply(sources);
    RunPlan plan = plan(loaded.settings());
    noteUnnumbered(loaded);
    EmbeddedServers servers =
        unlessInterrupted(() -> EmbeddedServers.start(loaded, plan.shards(), parts.servers()));
    try {
      int users = loaded.settings().load().users();
      LoadedSettings known =
          patience.reach(
              () -> parts.tokens().make(servers.aimed(loaded), users, interrupts, listener));
      return against(known, patience.reach(() -> reached(known.settings())), plan, servers);
    } finally {
      servers.stop();
    }
  }

  @Override
  public void check(SettingsSources sources) throws CommandException, IOException {
    plan(parts.settings().apply(sources).settings());
  }

  /** Without a number each machine takes itself for the first, and logs the same users in. */
  private void noteUnnumbered(LoadedSettings loaded) {
    int machines = loaded.settings().machine().count();
    if (machines > 1 && loaded.isDefault("im.machine.id")) {
      listener.note(
          "MACHINE_ID is not set though there are %d machines: this is machine 0; two machines with one number have the same users"
              .formatted(machines));
    }
  }

  private RunPlan plan(StressSettings settings) throws CommandException, IOException {
    startTime().check(settings.machine().startAtEpochSecond());
    RunPlan plan = RunPlan.of(settings, parts.machine());
    RunFolder.check(settings);
    TargetSide.check(settings.run().monitors());
    listener.planned(settings);
    return plan;
  }

  private StartTime startTime() {
    return new StartTime(parts.clock(), interrupts, listener);
  }

  private RunResult against(
      LoadedSettings aimed, Preflight.Reached target, RunPlan plan, EmbeddedServers servers)
      throws Exception {
    StressSettings settings = aimed.settings();
    Map<String, String> found = found(target, plan);
    startTime().await(settings.machine().startAtEpochSecond());
    if (interrupts.isAsked()) {
      throw CommandException.interrupted();
    }
    RunFolder folder = create(settings);
    LoadedSettings known = aimed.with(found).with(Map.of("im.run.id", folder.id()));
    ShardGroup.Ended ended =
        new Measurement(parts, interrupts, listener).run(known, plan.shards(), folder, servers);
    servers.stop();
    RunResult result = new RunReports(parts).report(known, folder, ended);
    listener.ended(result);
    return result;
  }

  /** What the processes are told, so that each of them does the same. */
  private static Map<String, String> found(Preflight.Reached target, RunPlan plan)
      throws CommandException, IOException {
    Map<String, String> found = new HashMap<>();
    found.put("im.target.addresses", String.join(",", target.addresses()));
    List<InetAddress> sources = plan.sources(target.targets());
    if (!sources.isEmpty()) {
      found.put("im.connection.source-addresses", SourceAddresses.text(sources));
    }
    return found;
  }

  private Preflight.Reached reached(StressSettings settings) throws Exception {
    Preflight.Result result = unlessInterrupted(() -> parts.preflight().apply(settings));
    if (result instanceof Preflight.Reached reached) {
      reached.notes().forEach(listener::note);
      reached.checked().forEach(listener::checked);
      return reached;
    }
    throw CommandException.lockedOut(((Preflight.Refused) result).reason());
  }

  private <T> T unlessInterrupted(Callable<T> work) throws Exception {
    return interrupts.unlessAsked(work).orElseThrow(CommandException::interrupted);
  }

  private RunFolder create(StressSettings settings) throws CommandException {
    try {
      return RunFolder.create(settings, parts.clock().instant());
    } catch (IOException e) {
      throw CommandException.failed(
          "%s: can't be written: %s".formatted(settings.run().resultsDir(), IoErrors.reason(e)), e);
    }
  }
}
