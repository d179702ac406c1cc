package im.stress.monitor;

import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Appends a row to {@code monitor.csv} every interval, on a daemon thread of its own. Each row
 * covers one interval that begins at a whole second.
 *
 * <p>Costs less than 1 % of a core, with tens of thousands of sockets too: what grows with their
 * number runs less often then (see {@link ScanBudget}) and leaves its cells empty in between.
 */
public final class Monitor implements AutoCloseable {
  private static final long CLOSE_SECONDS = 5;

  private final MonitorOptions options;
  private final MonitorCsv csv;
  private final CountDownLatch closing = new CountDownLatch(1);
  private final Thread thread = new Thread(this::run, "monitor");
  private volatile MonitorSample latest;
  private volatile Optional<String> warning = Optional.empty();
  private volatile Optional<String> failure = Optional.empty();

  private Monitor(MonitorOptions options, MonitorCsv csv) {
    this.options = options;
    this.csv = csv;
  }

  /**
   * Creates the file and starts. The first row comes when the first interval that begins at a whole
   * second is over.
   *
   * @throws IOException when the file exists or can't be created
   */
  public static Monitor start(MonitorOptions options) throws IOException {
    Monitor monitor = new Monitor(options, new MonitorCsv(options.csv()));
    monitor.thread.setDaemon(true);
    monitor.thread.start();
    return monitor;
  }

  /** The last sample; empty before the first. Any thread. */
  public Optional<MonitorSample> latest() {
    return Optional.ofNullable(latest);
  }

  /**
   * In one line, that rows could not be written for some time, and then could; else empty. Known
   * after {@link #close}. Any thread.
   */
  public Optional<String> warning() {
    return warning;
  }

  /**
   * In one line, that the last row could not be written (disk full); else empty. Known after {@link
   * #close}. Any thread.
   */
  public Optional<String> failure() {
    return failure;
  }

  /** Stops and closes the file. Any thread; a second call does nothing more. */
  @Override
  public void close() {
    closing.countDown();
    try {
      thread.join(TimeUnit.SECONDS.toMillis(CLOSE_SECONDS));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void run() {
    try (ResourceSampler sampler = new ResourceSampler(options)) {
      long second = nextSecond();
      boolean open = awaitSecond(second);
      sampler.sample(second);
      while (open) {
        second = Math.max(second + options.intervalSeconds(), nextSecond());
        open = awaitSecond(second);
        if (open) {
          publish(sampler.sample(second - options.intervalSeconds()));
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      closeFile();
    }
  }

  private void closeFile() {
    csv.file().close(nextSecond() - 1);
    warning = csv.file().warning();
    failure = csv.file().failure();
  }

  private long nextSecond() {
    return TimeUnit.MILLISECONDS.toSeconds(options.epochMillis().getAsLong()) + 1;
  }

  /** Waits for that second of the epoch to begin; false when closed meanwhile. */
  private boolean awaitSecond(long epochSecond) throws InterruptedException {
    long wait = TimeUnit.SECONDS.toMillis(epochSecond) - options.epochMillis().getAsLong();
    return !closing.await(wait, TimeUnit.MILLISECONDS);
  }

  private void publish(MonitorSample sample) {
    latest = sample;
    csv.write(sample);
    options.listener().accept(sample);
  }
}
