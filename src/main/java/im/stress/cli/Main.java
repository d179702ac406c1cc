package im.stress.cli;

import im.stress.config.Secrets;
import im.stress.config.SettingsException;
import im.stress.live.LiveListener;
import im.stress.run.CapacityRun;
import im.stress.run.CheckRun;
import im.stress.run.Children;
import im.stress.run.CommandException;
import im.stress.run.CompareRun;
import im.stress.run.ExitCode;
import im.stress.run.Interrupts;
import im.stress.run.MergeRun;
import im.stress.run.RunParts;
import im.stress.run.RunWiring;
import im.stress.run.StagedRun;
import im.stress.run.StressRun;
import im.stress.text.IoErrors;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import picocli.CommandLine;
import picocli.CommandLine.Help;
import picocli.CommandLine.IExecutionStrategy;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.RunLast;

/**
 * The command line: a run, or one of the commands. Errors are one line on the error stream.
 *
 * @see RunCommand
 */
public final class Main {
  /** The option that asks for stack traces. */
  static final String DEBUG = "--debug";

  private final Terminal terminal;
  private final Map<String, Object> commands;

  /** With these commands beside the run, by name. */
  Main(Terminal terminal, Map<String, Object> commands) {
    this.terminal = terminal;
    this.commands = Map.copyOf(commands);
  }

  /** Runs the command and ends this process with its exit code. */
  public static void main(String[] args) {
    Children children = new Children();
    Interrupts interrupts = new Interrupts();
    Runtime.getRuntime().addShutdownHook(new Thread(children::killAll, "end of children"));
    listenToSignals(interrupts, children);
    Terminal terminal = Terminal.ofThisProcess();
    TerminalListener listener = new TerminalListener(terminal, Clock.systemUTC());
    Map<String, String> environment = System.getenv();
    LiveListener live = new LiveListener(listener::tell, Clock.systemUTC());
    Listeners listeners = new Listeners(List.of(listener, live), List.of(listener, live));
    RunParts parts = RunWiring.parts(children, environment);
    StressRun run = new StressRun(parts, interrupts, listeners);
    Consumer<Path> browser = new Browser(System.getProperty("os.name"), environment)::open;
    StagedRun staged = RunWiring.staged(run, interrupts, listeners);
    CapacityRun capacity = RunWiring.capacity(run, interrupts, listeners);
    CompareRun compare = RunWiring.compare(run, children, interrupts, listeners);
    CheckRun check = new CheckRun(parts, interrupts, listener);
    Map<String, Object> commands =
        Map.of(
            "check",
            new CheckCommand(check, terminal, environment),
            "quick",
            new QuickCommand(
                check, run, new QuickCommand.Output(terminal, listener, browser), environment),
            "serve",
            ServeCommand.commandLine(interrupts),
            "monitor",
            new MonitorCommand(interrupts),
            "staged",
            new StagedCommand(staged, browser, environment),
            "compare",
            new CompareCommand(
                compare, RunWiring.demo(parts, compare, interrupts), browser, environment),
            "capacity",
            new CapacityCommand(capacity, browser, environment),
            "soak",
            new SoakCommand(run, listener, browser, environment),
            "merge",
            new MergeCommand(new MergeRun(parts, interrupts, listener), listener, environment),
            "bundle",
            new BundleCommand(Path.of(System.getProperty("stress.home", ""))));
    RunCommand command = new RunCommand(run, listener, browser, environment);
    System.exit(new Main(terminal, commands).run(command, args));
  }

  /** The only handler of signals: the first asks for an end, the second makes it. */
  static void listenToSignals(Interrupts interrupts, Children children) {
    Signals.handle(
        () -> {
          if (!interrupts.ask()) {
            children.killAll();
            Runtime.getRuntime().halt(ExitCode.INTERRUPTED);
          }
        });
  }

  /** Runs the command and returns its exit code. */
  int run(RunCommand runCommand, String... args) {
    CommandLine line = new CommandLine(runCommand);
    line.addSubcommand("help", new CommandLine.HelpCommand());
    commands.forEach(line::addSubcommand);
    IExecutionStrategy strategy = new RunLast();
    line.setExpandAtFiles(false)
        .setOut(terminal.out())
        .setErr(terminal.err())
        .setUsageHelpWidth(100)
        .setColorScheme(Help.defaultColorScheme(Help.Ansi.OFF))
        .setParameterExceptionHandler((error, arguments) -> usageError(error.getMessage()))
        .setExecutionExceptionHandler(
            (error, failed, parsed) -> executionError(error, hasOption(parsed, DEBUG)))
        .setExecutionStrategy(parsed -> strategy.execute(withoutStrayCommand(parsed)));
    // Numbers below zero look like options. Commands have none, so their options are checked.
    line.getCommandSpec().parser().unmatchedOptionsArePositionalParams(true);
    return line.execute(args);
  }

  private static ParseResult withoutStrayCommand(ParseResult parsed) {
    if (parsed.hasSubcommand() && !parsed.matchedArgs().isEmpty()) {
      CommandLine command = parsed.subcommand().commandSpec().commandLine();
      throw new ParameterException(
          command, command.getCommandName() + ": expected the command as the first argument");
    }
    return parsed;
  }

  /** Whether the run or the command has it. */
  private static boolean hasOption(ParseResult parsed, String name) {
    return parsed.hasMatchedOption(name)
        || (parsed.hasSubcommand() && hasOption(parsed.subcommand(), name));
  }

  private int usageError(String message) {
    tell(message.lines().findFirst().orElse("wrong usage"));
    return ExitCode.USAGE;
  }

  /** What the user typed may stand in an error, and hold a URL with a password. */
  private void tell(String text) {
    terminal.err().println(Secrets.masked(text));
  }

  private int executionError(Exception error, boolean debug) {
    if (debug) {
      StringWriter trace = new StringWriter();
      error.printStackTrace(new PrintWriter(trace, true));
      tell(trace.toString());
    }
    if (error instanceof CommandException ended) {
      tell(ended.getMessage());
      return ended.exitCode();
    }
    if (error instanceof SettingsException) {
      return usageError(error.getMessage());
    }
    String reason = error instanceof IOException io ? IoErrors.reason(io) : error.toString();
    tell("failed: " + reason.lines().findFirst().orElse("") + " (--debug tells where)");
    return ExitCode.TOOL_FAILED;
  }
}
