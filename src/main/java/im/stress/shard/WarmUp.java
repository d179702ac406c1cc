package im.stress.shard;

import im.stress.config.ServerSettings;
import im.stress.config.StressSettings;
import im.stress.server.ImServer;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Users who log in, write and beat against a throwaway server of this very process, before the
 * ramp. A JVM that has just started loads, interprets and compiles each class of the engine while
 * its first users wait, 200 ms and more on a small machine: by then it is to have done so.
 *
 * <p>Nothing of it reaches the target or a figure: server, port, threads and measures are its own
 * and gone at the end. The users speak the format {@code json}, which the server knows; other
 * formats are templates for the same classes. TLS is not warmed up.
 */
final class WarmUp {
  /** More than it takes to end the threads and close the server; past it, they are left alone. */
  private static final Duration CLOSING = Duration.ofSeconds(3);

  private final StressSettings run;
  private final Supplier<ImServer> servers;

  WarmUp(StressSettings run, Supplier<ImServer> servers) {
    this.run = run;
    this.servers = servers;
  }

  /** The warm-up of a run with these settings; {@code im.run.warm-up} bounds it. */
  static WarmUp of(StressSettings run) {
    return new WarmUp(run, WarmUp::startServer);
  }

  private static ImServer startServer() {
    return ImServer.start(
        new ServerSettings(
            "127.0.0.1",
            0,
            ServerSettings.Tcp.CLOSED,
            new ServerSettings.Limits(Duration.ZERO, 65_536, 1_000, 65_536),
            1,
            List.of()));
  }

  /**
   * Plays it, or does nothing where its bound is zero. Blocks until enough was played, a second or
   * two, at most for the bound and 3 s. Never throws: a run can do without.
   *
   * @param say told in one line why it had to be broken off
   */
  void play(Consumer<String> say) {
    Duration bound = run.run().warmUp();
    if (bound.isZero()) {
      return;
    }
    Thread stage = new Thread(() -> playOn(say), "im-warm-up");
    stage.setDaemon(true);
    stage.start();
    try {
      stage.join(bound.plus(CLOSING).toMillis());
      if (stage.isAlive()) {
        say.accept("the warm-up did not end in time and was left; the run goes on without it");
        stage.interrupt();
      }
    } catch (InterruptedException e) {
      stage.interrupt();
      Thread.currentThread().interrupt();
    }
  }

  private void playOn(Consumer<String> say) {
    long end = System.nanoTime() + run.run().warmUp().toNanos();
    try (ImServer server = servers.get()) {
      new WarmUpUsers(WarmUpSettings.of(run, server.url())).play(end);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException e) {
      if (!Thread.currentThread().isInterrupted()) { // else it was told already
        say.accept("the warm-up failed, the run goes on without it: " + e.getMessage());
      }
    }
  }
}
