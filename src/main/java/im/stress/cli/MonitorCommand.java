package im.stress.cli;

import im.stress.measure.EpochClock;
import im.stress.monitor.Monitor;
import im.stress.monitor.MonitorOptions;
import im.stress.monitor.MonitorSample;
import im.stress.monitor.SampleSummary;
import im.stress.monitor.SampleTable;
import im.stress.record.FileNames;
import im.stress.run.CommandException;
import im.stress.run.ExitCode;
import im.stress.run.Interrupts;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.LinkedBlockingQueue;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/**
 * {@code monitor}: watches this machine and, where it runs here, the target; by hand, without a
 * run. Exits 0, 1 when rows are missing, 64 for wrong usage, or 130 after Ctrl-C, when it still
 * prints the closing table.
 */
@Command(
    name = "monitor",
    mixinStandardHelpOptions = true,
    exitCodeOnInvalidInput = ExitCode.USAGE,
    description = "Watch this machine and the server that runs on it.")
public final class MonitorCommand implements Callable<Integer> {
  private static final int MAX_PORT = 65_535;
  private static final int ROWS_PER_HEADER = 20;
  private static final DateTimeFormatter STAMP = DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss");

  private final Interrupts interrupts;

  @Spec private CommandSpec spec;

  @Option(
      names = "--port",
      paramLabel = "PORT",
      description = "watch the process that listens on this port, also after a restart")
  private Optional<Integer> port = Optional.empty();

  @Option(
      names = "--pid",
      paramLabel = "PID",
      description = "watch this process; with --port, sockets are still those of the port")
  private Optional<Integer> pid = Optional.empty();

  @Option(
      names = "--duration",
      paramLabel = "SECONDS",
      description = "when to end; without it: Ctrl-C")
  private Optional<Integer> durationSeconds = Optional.empty();

  @Option(
      names = "--interval",
      paramLabel = "SECONDS",
      defaultValue = "1",
      description = "seconds from row to row (default: ${DEFAULT-VALUE})")
  private int intervalSeconds;

  @Option(
      names = "--output",
      paramLabel = "DIR",
      description =
          "folder to create, for a run's option --monitor (default: monitor-TIME in the current"
              + " folder)")
  private Optional<Path> output = Optional.empty();

  /** To be ended by these interrupts. */
  MonitorCommand(Interrupts interrupts) {
    this.interrupts = interrupts;
  }

  /** Watches until the time is over or the user asks to stop. */
  @Override
  public Integer call() throws CommandException {
    checkUsage();
    Path folder = output.orElseGet(MonitorCommand::newFolder);
    Path csv = folder.resolve(FileNames.MONITOR);
    BlockingQueue<MonitorSample> samples = new LinkedBlockingQueue<>();
    Monitor monitor = start(folder, csv, samples);
    try {
      out().println("writing " + csv);
      show(samples);
    } finally {
      monitor.close();
    }
    monitor.warning().ifPresent(out()::println);
    if (monitor.failure().isPresent()) {
      throw CommandException.failed(csv + ": " + monitor.failure().get(), null);
    }
    return interrupts.isAsked() ? ExitCode.INTERRUPTED : 0;
  }

  private void checkUsage() {
    port.filter(value -> value < 1 || value > MAX_PORT)
        .ifPresent(value -> reject("--port: expected 1 to " + MAX_PORT + ", got " + value));
    durationSeconds
        .filter(value -> value < 1)
        .ifPresent(value -> reject("--duration: expected 1 second or more, got " + value));
    if (intervalSeconds < 1) {
      reject("--interval: expected 1 second or more, got " + intervalSeconds);
    }
    pid.filter(value -> ProcessHandle.of(value).isEmpty())
        .ifPresent(
            value -> reject("--pid: expected a running process, got " + value + ", which is none"));
  }

  private void reject(String message) {
    throw new ParameterException(spec.commandLine(), message);
  }

  private static Path newFolder() {
    return Path.of("monitor-" + STAMP.format(LocalDateTime.now(ZoneId.systemDefault())));
  }

  private Monitor start(Path folder, Path csv, BlockingQueue<MonitorSample> samples) {
    MonitorOptions options =
        MonitorOptions.ofMachine(csv, EpochClock.startingNow()::epochMillis, intervalSeconds)
            .watchingPort(port.orElse(0))
            .watchingPid(pid.orElse(0))
            .tellingTo(samples::add);
    try {
      Files.createDirectory(folder);
      return Monitor.start(options);
    } catch (FileAlreadyExistsException e) {
      throw new ParameterException(
          spec.commandLine(), "--output: expected a new folder, but " + folder + " exists", e);
    } catch (IOException e) {
      throw new ParameterException(
          spec.commandLine(), "--output: " + folder + " can't be created: " + e, e);
    }
  }

  private void show(BlockingQueue<MonitorSample> samples) {
    SampleTable table =
        SampleTable.ofOnlooker(port.isPresent() || pid.isPresent(), ZoneId.systemDefault());
    SampleSummary summary = new SampleSummary();
    String target = "";
    Thread shower = Thread.currentThread();
    var unused = interrupts.asked().thenRun(shower::interrupt);
    try {
      for (int row = 0; row < rows(); row++) {
        MonitorSample sample = samples.take();
        if (!sample.target().equals(target)) {
          target = sample.target();
          out().println("target: " + target);
        }
        if (row % ROWS_PER_HEADER == 0) {
          out().println(table.header());
        }
        out().println(table.row(sample));
        out().flush();
        summary.add(sample);
      }
    } catch (InterruptedException e) {
      out().println();
    }
    summary.lines().forEach(out()::println);
    out().flush();
  }

  private int rows() {
    return durationSeconds
        .map(seconds -> 1 + (seconds - 1) / intervalSeconds)
        .orElse(Integer.MAX_VALUE);
  }

  private PrintWriter out() {
    return spec.commandLine().getOut();
  }
}
