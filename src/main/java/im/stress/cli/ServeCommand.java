package im.stress.cli;

import im.stress.config.KnownSetting;
import im.stress.config.ServerSettings;
import im.stress.config.SettingsException;
import im.stress.config.SettingsLoader;
import im.stress.config.SettingsSources;
import im.stress.run.ExitCode;
import im.stress.run.Interrupts;
import im.stress.server.Serving;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/**
 * {@code serve}: the embedded IM server in a process of its own. Says where it listens, and runs
 * until it is told to stop (SIGTERM, SIGINT: exit code 0). Each setting of {@code im.server} is an
 * option by its name, with its comment as the description; only {@code faults}, which may be given
 * one by one, is {@code --fault}.
 */
@Command(
    name = "serve",
    description = "Runs the embedded IM server until it is stopped.",
    exitCodeOnInvalidInput = ExitCode.USAGE,
    mixinStandardHelpOptions = true)
public final class ServeCommand implements Callable<Integer> {
  private static final String FAULTS = "im.server.faults";
  private static final List<KnownSetting> SETTINGS = KnownSetting.of("im.server");

  private final CommandSpec spec = CommandSpec.forAnnotatedObject(this);

  private final Interrupts interrupts;

  private ServeCommand(Interrupts interrupts) {
    this.interrupts = interrupts;
    SETTINGS.forEach(setting -> spec.addOption(option(setting)));
  }

  /** The command with its options; ends when the user asks to stop. */
  static CommandLine commandLine(Interrupts interrupts) {
    return new CommandLine(new ServeCommand(interrupts).spec);
  }

  private static OptionSpec option(KnownSetting setting) {
    boolean repeated = setting.key().equals(FAULTS);
    OptionSpec.Builder option =
        OptionSpec.builder(nameOf(setting))
            .type(repeated ? List.class : String.class)
            .auxiliaryTypes(String.class)
            .paramLabel(repeated ? "NAME=VALUE" : "VALUE")
            .description(description(setting).replace("%", "%%"));
    return setting.isFlag()
        ? option.arity("0..1").fallbackValue("true").build()
        : option.arity("1").build();
  }

  private static String nameOf(KnownSetting setting) {
    return setting.key().equals(FAULTS) ? "--fault" : "--" + setting.name();
  }

  private static String description(KnownSetting setting) {
    return setting.defaultText().isEmpty()
        ? setting.comment()
        : "%s Default: %s.".formatted(setting.comment(), setting.defaultText());
  }

  /** Runs the server. Exit codes: 0 stopped, 64 a setting can't be used (one line on stderr). */
  @Override
  public Integer call() throws InterruptedException {
    try {
      Serving.serve(settings(), spec.commandLine().getOut(), interrupts::await);
      return 0;
    } catch (SettingsException e) {
      spec.commandLine().getErr().println(e.getMessage());
      spec.commandLine().getErr().flush();
      return ExitCode.USAGE;
    }
  }

  /** Options first, then what all commands read but the environment, which is about runs. */
  ServerSettings settings() {
    SettingsSources sources = SettingsSources.ofEnvironment(Map.of());
    for (KnownSetting setting : SETTINGS) {
      OptionSpec option = spec.findOption(nameOf(setting));
      if (spec.commandLine().getParseResult().hasMatchedOption(option)) {
        sources = sources.with(setting.key(), text(option.getValue()));
      }
    }
    return SettingsLoader.load(sources).settings().server();
  }

  private static String text(Object value) {
    return value instanceof List<?> texts
        ? String.join(",", texts.stream().map(String::valueOf).toList())
        : String.valueOf(value);
  }
}
