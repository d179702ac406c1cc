package im.stress.run;

import im.stress.config.ShardSecrets;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;

/** One process that carries users. Safe on any thread. */
public interface Shard {

  /** Its folder, {@code machine-K/shard-J}. */
  Path directory();

  /** Completes with its exit code. */
  CompletableFuture<Integer> exit();

  /** Its largest heap as the JVM was told, such as {@code 512m}; empty when it was not. */
  String heap();

  /** Asks it to stop its users and to write down what was measured. */
  void stop();

  /** Ends it at once. */
  void kill();

  /** Starts shards. */
  interface Starter {

    /**
     * Starts one.
     *
     * @param directory its folder, which holds {@code settings.conf}
     * @param index 0, 1, 2 …
     * @param plan how many there are
     * @param secrets what it needs besides, kept out of files, command lines and environments
     */
    Shard start(Path directory, int index, ShardPlan plan, ShardSecrets secrets) throws IOException;
  }
}
