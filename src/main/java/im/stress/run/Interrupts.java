package im.stress.run;

import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/** Whether the user has asked to stop. Safe on any thread. */
public final class Interrupts {
  private final CompletableFuture<Void> asked = new CompletableFuture<>();

  /** Asks to stop; false when that was asked before. */
  public boolean ask() {
    return asked.complete(null);
  }

  public boolean isAsked() {
    return asked.isDone();
  }

  /** Blocks until the user asks to stop. */
  public void await() throws InterruptedException {
    try {
      asked.get();
    } catch (ExecutionException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Completes when the user asks to stop. */
  public CompletableFuture<Void> asked() {
    return asked.copy();
  }

  /**
   * The result of {@code work}, or nothing as soon as the user asks to stop. The work runs on a
   * daemon thread of its own and is left to itself then.
   *
   * @throws Exception whatever the work throws
   */
  <T> Optional<T> unlessAsked(Callable<T> work) throws Exception {
    CompletableFuture<Optional<T>> result = new CompletableFuture<>();
    var unused = asked.thenRun(() -> result.complete(Optional.empty()));
    Thread worker = new Thread(() -> run(work, result), "preparation");
    worker.setDaemon(true);
    worker.start();
    try {
      return result.get();
    } catch (ExecutionException e) {
      throw e.getCause() instanceof Exception own ? own : e;
    }
  }

  private static <T> void run(Callable<T> work, CompletableFuture<Optional<T>> result) {
    try {
      result.complete(Optional.of(work.call()));
    } catch (Throwable e) {
      result.completeExceptionally(e);
    }
  }
}
