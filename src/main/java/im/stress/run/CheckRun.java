package im.stress.run;

import im.stress.config.LoadedSettings;
import im.stress.config.SettingsSources;
import im.stress.target.Check;
import java.util.Optional;

/**
 * The check of a target as a function: with the settings of a run, and with an embedded server
 * where these name no target. Keeps nothing; may be used again.
 */
public final class CheckRun {
  private final RunParts parts;
  private final Interrupts interrupts;
  private final RunListener progress;

  /** Checks until somebody interrupts them. */
  public CheckRun(RunParts parts, Interrupts interrupts, RunListener progress) {
    this.parts = parts;
    this.interrupts = interrupts;
    this.progress = progress;
  }

  /**
   * Blocks until all steps are taken.
   *
   * @param traced whether every frame is to be told
   * @throws im.stress.config.SettingsException when a setting can't be used
   * @throws CommandException when a step failed, with the reason in one line; or when the user
   *     asked to stop
   */
  public void execute(SettingsSources sources, Check.Listener listener, boolean traced)
      throws Exception {
    LoadedSettings loaded = parts.settings().apply(sources);
    EmbeddedServers servers =
        interrupts.unlessAsked(() -> servers(loaded)).orElseThrow(CheckRun::interrupted);
    try {
      int users = Check.usersOf(loaded.settings());
      LoadedSettings aimed =
          parts.tokens().make(servers.aimed(loaded), users, interrupts, progress);
      Optional<String> problem =
          interrupts
              .unlessAsked(() -> Check.run(aimed.settings(), listener, traced))
              .orElseThrow(CheckRun::interrupted);
      if (problem.isPresent()) {
        throw CommandException.unreachable(problem.get());
      }
    } finally {
      servers.stop();
    }
  }

  /** One will do, however many users a run would have. */
  private EmbeddedServers servers(LoadedSettings loaded) throws Exception {
    boolean embedded = loaded.settings().target().embedded();
    ShardPlan plan = new ShardPlan(1, embedded ? 1 : 0, loaded.settings().load().users(), "");
    return EmbeddedServers.start(loaded, plan, parts.servers());
  }

  private static CommandException interrupted() {
    return CommandException.interrupted("interrupted: not all steps of the check were taken");
  }
}
