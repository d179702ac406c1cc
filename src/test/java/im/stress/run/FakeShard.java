package im.stress.run;

import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;

/** A shard without a process. */
public final class FakeShard implements Shard {
  private final Path directory;
  private final CompletableFuture<Integer> exit = new CompletableFuture<>();
  public volatile boolean stopped;
  public volatile boolean killed;
  public volatile boolean deaf;

  public FakeShard(Path directory) {
    this.directory = directory;
  }

  public void end(int exitCode) {
    exit.complete(exitCode);
  }

  @Override
  public Path directory() {
    return directory;
  }

  @Override
  public CompletableFuture<Integer> exit() {
    return exit;
  }

  @Override
  public String heap() {
    return "30m";
  }

  @Override
  public void stop() {
    stopped = true;
    if (!deaf) {
      end(0);
    }
  }

  @Override
  public void kill() {
    killed = true;
    end(137);
  }
}
