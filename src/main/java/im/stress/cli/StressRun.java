package im.stress.cli;

import im.stress.config.LoadedSettings;
import im.stress.config.SettingsSources;
import im.stress.config.StressSettings;
import im.stress.server.ServerProcess;
import im.stress.target.Preflight;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.Callable;

/**
 * One run from settings to exit code. Up to the ramp nothing is written, so that a run which can't
 * begin leaves nothing behind.
 */
final class StressRun {
  private final RunParts parts;
  private final Interrupts interrupts;
  private final Terminal terminal;

  StressRun(RunParts parts, Interrupts interrupts, Terminal terminal) {
    this.parts = parts;
    this.interrupts = interrupts;
    this.terminal = terminal;
  }

  /**
   * Blocks until the report is there.
   *
   * @return the exit code
   * @throws im.stress.config.SettingsException when a setting can't be used
   * @throws CommandException when the run can't begin, or its results can't be kept
   */
  int execute(SettingsSources sources) throws Exception {
    StressSettings asked = parts.settings().apply(sources).settings();
    ShardPlan plan = ShardPlan.of(asked, parts.handles());
    RunFolder.check(asked);
    if (!asked.target().embedded()) {
      return against(sources, plan, Optional.empty());
    }
    ServerProcess server =
        unlessInterrupted(() -> parts.servers().start(asked.server(), asked.load().users()));
    try {
      String url = server.url().toString();
      return against(sources.with("im.target.url", url), plan, Optional.of(server));
    } finally {
      server.stop();
    }
  }

  private int against(SettingsSources sources, ShardPlan plan, Optional<ServerProcess> server)
      throws Exception {
    StressSettings aimed = parts.settings().apply(sources).settings();
    String addresses = addresses(unlessInterrupted(() -> parts.preflight().apply(aimed)));
    new StartTime(parts.clock(), interrupts, terminal).await(aimed.machine().startAtEpochSecond());
    if (interrupts.isAsked()) {
      throw CommandException.interrupted();
    }
    RunFolder folder = create(aimed);
    LoadedSettings settings =
        parts
            .settings()
            .apply(sources.with("im.run.id", folder.id()).with("im.target.addresses", addresses));
    ShardGroup.Ended ended =
        new Measurement(parts, interrupts, terminal).run(settings, plan, folder, server);
    if (server.isPresent()) {
      server.get().stop();
    }
    return new RunReports(parts, terminal).report(settings, plan, folder, ended);
  }

  private String addresses(Preflight.Result result) throws CommandException {
    if (result instanceof Preflight.Reached reached) {
      reached.notes().forEach(terminal.err()::println);
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
