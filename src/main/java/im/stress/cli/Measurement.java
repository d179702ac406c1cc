package im.stress.cli;

import im.stress.config.LoadedSettings;
import im.stress.config.StressSettings;
import im.stress.server.ServerProcess;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** The part of a run in which there is load: starts the shards and shows how they do. */
final class Measurement {
  private final RunParts parts;
  private final Interrupts interrupts;
  private final Terminal terminal;

  Measurement(RunParts parts, Interrupts interrupts, Terminal terminal) {
    this.parts = parts;
    this.interrupts = interrupts;
    this.terminal = terminal;
  }

  /** Blocks until all shards are gone. */
  ShardGroup.Ended run(
      LoadedSettings loaded, ShardPlan plan, RunFolder folder, Optional<ServerProcess> server)
      throws InterruptedException {
    StressSettings settings = loaded.settings();
    Instant end = expectedEnd(settings);
    new RunHeader(settings, plan, folder, server.isPresent()).print(terminal.out(), end);
    List<Shard> shards = new ArrayList<>();
    try {
      for (int index = 0; index < plan.shards(); index++) {
        shards.add(start(loaded, plan, folder, index));
      }
    } catch (IOException e) {
      return stopped(shards, "a shard could not be started: " + IoErrors.reason(e));
    }
    Progress progress = new Progress(terminal, parts.clock(), settings.load().users(), end, shards);
    ShardGroup.Ended ended =
        group(shards, Duration.between(parts.clock().instant(), end))
            .watch(trouble(server), progress::tick, this::tellStop);
    terminal.rewrite("");
    return ended;
  }

  private Instant expectedEnd(StressSettings settings) {
    Instant now = parts.clock().instant();
    Instant start =
        settings.machine().startAtEpochSecond().stream()
            .mapToObj(Instant::ofEpochSecond)
            .filter(now::isBefore)
            .findFirst()
            .orElse(now);
    return start
        .plus(settings.load().rampUp())
        .plus(settings.load().duration())
        .plus(settings.run().grace());
  }

  private Shard start(LoadedSettings loaded, ShardPlan plan, RunFolder folder, int index)
      throws IOException {
    Path directory = folder.createShard(loaded.settings().machine().id(), index);
    loaded.writeTo(directory.resolve("settings.conf"));
    return parts.shards().start(directory, index, plan, loaded.secrets());
  }

  private ShardGroup.Ended stopped(List<Shard> shards, String failure) throws InterruptedException {
    CompletableFuture<String> trouble = CompletableFuture.completedFuture(failure);
    return group(shards, Duration.ZERO).watch(trouble, () -> {}, this::tellStop);
  }

  private ShardGroup group(List<Shard> shards, Duration run) {
    ShardGroup.Limits limits = parts.limits();
    return new ShardGroup(
        shards,
        interrupts,
        new ShardGroup.Limits(limits.tick(), limits.run().plus(run), limits.stop()));
  }

  private static CompletableFuture<String> trouble(Optional<ServerProcess> server) {
    return server.map(ServerProcess::gone).orElseGet(CompletableFuture::new);
  }

  private void tellStop(String reason) {
    terminal.rewrite("");
    terminal
        .err()
        .println(reason + ": stopping the users, the report follows (Ctrl-C again quits at once)");
  }
}
