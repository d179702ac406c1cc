package im.stress.cli;

import im.stress.measure.EpochClock;
import im.stress.monitor.Monitor;
import im.stress.monitor.MonitorOptions;
import im.stress.monitor.MonitorSample;
import im.stress.monitor.SampleSummary;
import im.stress.monitor.SampleTable;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/**
 * {@code monitor}: watches this machine and, where it runs here, the target; by hand, without a
 * run. Exits 0, 1 when rows are missing, or 64 for wrong usage. On Ctrl-C it still prints the
 * closing table.
 */
@Command(
    name = "monitor",
    mixinStandardHelpOptions = true,
    exitCodeOnInvalidInput = MonitorCommand.WRONG_USAGE,
    description = "Watch this machine and the server that runs on it.")
public final class MonitorCommand implements Callable<Integer> {
  static final int WRONG_USAGE = 64;
  private static final int MAX_PORT = 65_535;
  private static final int ROWS_PER_HEADER = 20;
  private static final long SHUTDOWN_SECONDS = 5;
  private static final DateTimeFormatter STAMP = DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss");

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
      paramLabel = "FILE",
      description = "CSV file to create (default: monitor-TIME.csv in the current folder)")
  private Optional<Path> output = Optional.empty();

  /** Watches until the time is over or the JVM is asked to stop. */
  @Override
  public Integer call() throws CommandException {
    checkUsage();
    Path csv = output.orElseGet(MonitorCommand::newFile);
    BlockingQueue<MonitorSample> samples = new LinkedBlockingQueue<>();
    Monitor monitor = start(csv, samples);
    try {
      out().println("writing " + csv);
      showUntilShutdown(samples);
    } finally {
      monitor.close();
    }
    monitor.warning().ifPresent(out()::println);
    if (monitor.failure().isPresent()) {
      throw CommandException.failed(csv + ": " + monitor.failure().get(), null);
    }
    return 0;
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

  private static Path newFile() {
    return Path.of("monitor-" + STAMP.format(LocalDateTime.now(ZoneId.systemDefault())) + ".csv");
  }

  private Monitor start(Path csv, BlockingQueue<MonitorSample> samples) {
    MonitorOptions options =
        MonitorOptions.ofMachine(csv, EpochClock.startingNow()::epochMillis, intervalSeconds)
            .watchingPort(port.orElse(0))
            .watchingPid(pid.orElse(0))
            .tellingTo(samples::add);
    try {
      return Monitor.start(options);
    } catch (FileAlreadyExistsException e) {
      throw new ParameterException(
          spec.commandLine(), "--output: expected a new file, but " + csv + " exists", e);
    } catch (IOException e) {
      throw new ParameterException(
          spec.commandLine(), "--output: " + csv + " can't be created: " + e, e);
    }
  }

  /** On shutdown (Ctrl-C), the hook stops the rows and waits for the closing table. */
  private void showUntilShutdown(BlockingQueue<MonitorSample> samples) {
    Thread shower = Thread.currentThread();
    CountDownLatch shown = new CountDownLatch(1);
    Thread onShutdown =
        new Thread(
            () -> {
              shower.interrupt();
              awaitQuietly(shown);
            });
    Runtime.getRuntime().addShutdownHook(onShutdown);
    try {
      show(samples);
    } finally {
      shown.countDown();
      removeHook(onShutdown);
    }
  }

  private void show(BlockingQueue<MonitorSample> samples) {
    SampleTable table =
        SampleTable.ofOnlooker(port.isPresent() || pid.isPresent(), ZoneId.systemDefault());
    SampleSummary summary = new SampleSummary();
    String target = "";
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

  private static void awaitQuietly(CountDownLatch shown) {
    try {
      if (!shown.await(SHUTDOWN_SECONDS, TimeUnit.SECONDS)) {
        throw new IllegalStateException("no closing table within " + SHUTDOWN_SECONDS + " s");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void removeHook(Thread hook) {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      // The JVM is shutting down: the hook is what brought us here.
    }
  }
}
