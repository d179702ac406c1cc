package im.stress.live;

import im.stress.config.LiveAddress;
import im.stress.config.StressSettings;
import im.stress.run.CommandException;
import im.stress.run.RunListener;
import im.stress.run.RunResult;
import im.stress.run.RunStart;
import im.stress.run.StagedListener;
import im.stress.text.IoErrors;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Lets runs be watched where their settings ask for it: opens the server before the first of them,
 * and keeps it until the process ends. For one thread, that of the run; whoever watches never
 * delays it for longer than it takes to hand the end over.
 */
public final class LiveListener implements RunListener, StagedListener, AutoCloseable {
  private final Consumer<String> tell;
  private final WatchedRun run;
  private Optional<LiveServer> server = Optional.empty();
  private String stage = "";

  /**
   * Nobody can watch yet.
   *
   * @param tell gets the address of the page, in one line
   */
  public LiveListener(Consumer<String> tell, Clock clock) {
    this.tell = tell;
    this.run = new WatchedRun(clock);
  }

  @Override
  public void planned(StressSettings settings) throws CommandException {
    Optional<LiveAddress> address = settings.run().live();
    if (address.isPresent() && server.isEmpty()) {
      LiveServer opened = open(address.get());
      server = Optional.of(opened);
      tell.accept("watch it live at " + opened.url());
    }
  }

  private LiveServer open(LiveAddress address) throws CommandException {
    try {
      return LiveServer.open(address, run);
    } catch (IOException e) {
      throw CommandException.usage(
          "im.run.live: expected an address of this machine with a free port, got %s (%s); name another one"
              .formatted(address, IoErrors.reason(e)));
    }
  }

  @Override
  public void stage(String next) {
    stage = next;
  }

  @Override
  public void starting(RunStart start) {
    if (server.isPresent()) {
      run.begin(start, stage);
    }
  }

  @Override
  public void ended(RunResult result) {
    if (server.isPresent()) {
      run.end(result.folder());
      server.get().tellEnd(() -> report(result.folder().resolve("index.html")));
    }
  }

  /** Without it the page tells the folder alone. */
  private static Optional<String> report(Path page) {
    try {
      return Optional.of(Files.readString(page));
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  @Override
  public void tell(String line) {}

  @Override
  public void pausing(Duration left) {}

  @Override
  public void verdict(String lines) {}

  /** Where it listens; empty when nobody asked for it. */
  public Optional<String> url() {
    return server.map(LiveServer::url);
  }

  /** Ends the server, if there is one. */
  @Override
  public void close() {
    server.ifPresent(LiveServer::close);
  }
}
