package im.stress.run;

import im.stress.config.LoadedSettings;
import im.stress.config.SettingsSources;
import im.stress.config.StressSettings;
import im.stress.server.ServerProcess;
import im.stress.target.Preflight;
import im.stress.text.IoErrors;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
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
    LoadedSettings loaded = parts.settings().apply(sources);
    ShardPlan plan = plan(loaded.settings());
    if (!loaded.settings().target().embedded()) {
      return against(loaded, plan, Optional.empty());
    }
    ServerProcess server = unlessInterrupted(() -> parts.servers().start(loaded));
    try {
      String url = server.url().toString();
      return against(loaded.with(Map.of("im.target.url", url)), plan, Optional.of(server));
    } finally {
      server.stop();
    }
  }

  @Override
  public void check(SettingsSources sources) throws CommandException {
    plan(parts.settings().apply(sources).settings());
  }

  private ShardPlan plan(StressSettings settings) throws CommandException {
    ShardPlan plan = ShardPlan.of(settings, parts.handles());
    RunFolder.check(settings);
    return plan;
  }

  private RunResult against(LoadedSettings aimed, ShardPlan plan, Optional<ServerProcess> server)
      throws Exception {
    StressSettings settings = aimed.settings();
    String addresses = addresses(unlessInterrupted(() -> parts.preflight().apply(settings)));
    new StartTime(parts.clock(), interrupts, listener)
        .await(settings.machine().startAtEpochSecond());
    if (interrupts.isAsked()) {
      throw CommandException.interrupted();
    }
    RunFolder folder = create(settings);
    LoadedSettings known =
        aimed.with(Map.of("im.run.id", folder.id(), "im.target.addresses", addresses));
    ShardGroup.Ended ended =
        new Measurement(parts, interrupts, listener).run(known, plan, folder, server);
    if (server.isPresent()) {
      server.get().stop();
    }
    return new RunReports(parts).report(known, folder, ended);
  }

  private String addresses(Preflight.Result result) throws CommandException {
    if (result instanceof Preflight.Reached reached) {
      reached.notes().forEach(listener::note);
      return String.join(",", reached.addresses());
    }
    throw CommandException.unreachable(((Preflight.Refused) result).reason());
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
