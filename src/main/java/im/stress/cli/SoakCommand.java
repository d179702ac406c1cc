package im.stress.cli;

import im.stress.config.SettingsSources;
import im.stress.run.CommandException;
import im.stress.run.ExitCode;
import im.stress.run.RunResult;
import im.stress.run.StressRun;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code soak}: a run of hours. */
@Command(
    name = "soak",
    mixinStandardHelpOptions = true,
    exitCodeOnInvalidInput = ExitCode.USAGE,
    description = {
      "Run for hours, and say what leaks and what drifts.",
      "",
      "Numbers, in this order: USERS RAMP_UP_S MSG_INTERVAL_MS HEARTBEAT_INTERVAL_MS, as of a run but"
          + " for its duration. All settings of a run may be given.",
      "summary.json is written each minute (im.run.summary-interval). From 30 minutes at full load on"
          + " the report says whether memory, handles, threads or sockets of the target or of this"
          + " tool leak, and what that means in a day.",
      ""
    },
    footerHeading = "%nExample:%n",
    footer = {
      "  TARGET_HOST=gw TARGET_PORT=10001 ./run-stress-test.sh soak --hours 24 1000 60 500 30000",
      "",
      "Exit codes are those of a run. docs/soak.md has the rest."
    })
final class SoakCommand implements Callable<Integer> {
  private static final String HOURS = "--hours";
  private static final String DURATION = "im.duration";
  private static final int DURATION_POSITION = 2;
  private static final BigDecimal HOUR_MILLIS = BigDecimal.valueOf(3_600_000);

  private final StressRun run;
  private final TerminalListener terminal;
  private final Consumer<Path> browser;
  private final Map<String, String> environment;

  @Option(
      names = HOURS,
      required = true,
      paramLabel = "N",
      description = "Time at full load, in hours; fractions such as 0.5 are allowed.")
  private String hours = "";

  @Parameters(hidden = true)
  private List<String> positions = new ArrayList<>();

  @Mixin private SettingsOptions settings;
  @Mixin private ReportFormat format;

  /**
   * Still to be read from the command line.
   *
   * @param terminal told of the verdict
   * @param browser shows the page with this path
   * @param environment variables that settings may come from
   */
  SoakCommand(
      StressRun run,
      TerminalListener terminal,
      Consumer<Path> browser,
      Map<String, String> environment) {
    this.run = run;
    this.terminal = terminal;
    this.browser = browser;
    this.environment = Map.copyOf(environment);
  }

  @Override
  public Integer call() throws Exception {
    format.check();
    RunResult result = run.execute(sources());
    terminal.verdict(format.text(result));
    if (result.settings().run().openBrowser() && !result.interrupted()) {
      browser.accept(result.folder().resolve("index.html"));
    }
    return result.exitCode();
  }

  private SettingsSources sources() throws CommandException {
    String millis = millis() + "ms";
    SettingsSources sources = settings.sources(positionsOfARun(), environment);
    if (sources.overrides().containsKey(DURATION)) {
      throw CommandException.usage(
          "--set %s: expected the length of the run in %s; leave it out"
              .formatted(DURATION, HOURS));
    }
    return sources.with(DURATION, millis);
  }

  /** The duration stands among them, where {@code --hours} wins over it. */
  private List<String> positionsOfARun() {
    List<String> all = new ArrayList<>(positions);
    if (all.size() > DURATION_POSITION) {
      all.add(DURATION_POSITION, "1");
    }
    return all;
  }

  private long millis() throws CommandException {
    BigDecimal millis = BigDecimal.ZERO;
    if (hours.matches("\\d{1,9}(\\.\\d{1,9})?")) {
      millis = new BigDecimal(hours).multiply(HOUR_MILLIS).setScale(0, RoundingMode.HALF_UP);
    }
    if (millis.signum() == 0) {
      throw CommandException.usage(
          "%s: expected a number of more than 0, such as 8 or 0.5, got \"%s\""
              .formatted(HOURS, hours));
    }
    return millis.longValueExact();
  }
}
