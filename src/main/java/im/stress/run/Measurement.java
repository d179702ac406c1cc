package im.stress.run;

import im.stress.config.LoadedSettings;
import im.stress.config.ShardSecrets;
import im.stress.config.StressSettings;
import im.stress.config.UserSplit;
import im.stress.monitor.CgroupMemory;
import im.stress.record.FileNames;
import im.stress.record.ShardId;
import im.stress.text.IoErrors;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** The part of a run in which there is load: starts the shards and tells how they do. */
final class Measurement {
  /** For each process more than one: their JVMs start, and warm up, on the same processors. */
  private static final Duration STARTING = Duration.ofSeconds(10);

  private final RunParts parts;
  private final Interrupts interrupts;
  private final RunListener listener;

  Measurement(RunParts parts, Interrupts interrupts, RunListener listener) {
    this.parts = parts;
    this.interrupts = interrupts;
    this.listener = listener;
  }

  /** Blocks until all shards are gone. */
  ShardGroup.Ended run(
      LoadedSettings loaded, ShardPlan plan, RunFolder folder, EmbeddedServers servers)
      throws InterruptedException {
    StressSettings settings = loaded.settings();
    Instant end = expectedEnd(settings);
    listener.starting(new RunStart(settings, plan, folder.path(), end));
    OutOfMemory outOfMemory = new OutOfMemory(CgroupMemory.ofThisProcess());
    List<Shard> shards = new ArrayList<>();
    try {
      for (int index = 0; index < plan.shards(); index++) {
        shards.add(start(servers.aimed(loaded, index), plan, folder, index));
      }
    } catch (IOException e) {
      String failure = "a shard could not be started: " + IoErrors.reason(e);
      ShardGroup group = new ShardGroup(shards, interrupts, outOfMemory, limits(settings));
      return watch(group, CompletableFuture.completedFuture(failure), () -> {});
    }
    ProgressWatch progress = ProgressWatch.of(shards, settings.load().users());
    Duration planned = Duration.between(parts.clock().instant(), end);
    ShardGroup.Limits limits =
        limits(settings).after(planned.plus(STARTING.multipliedBy(plan.shards() - 1L)));
    ShardGroup group = new ShardGroup(shards, interrupts, outOfMemory, limits);
    RunningSummary summary = summary(loaded, folder);
    return watch(
        group,
        servers.gone(),
        () -> {
          tellProgress(progress, end);
          summary.tick();
        });
  }

  private RunningSummary summary(LoadedSettings loaded, RunFolder folder) {
    return new RunningSummary(
        parts.report().soFar(folder.path(), loaded),
        parts.clock(),
        loaded.settings().run().files().summaryInterval(),
        listener);
  }

  private void tellProgress(ProgressWatch progress, Instant end) {
    listener.progress(progress.look(Duration.between(parts.clock().instant(), end)));
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
    Path directory = folder.createShard(new ShardId(loaded.settings().machine().id(), index));
    loaded.writeTo(directory.resolve(FileNames.SETTINGS));
    return parts.shards().start(directory, index, plan, secrets(loaded, plan, index));
  }

  private static ShardSecrets secrets(LoadedSettings loaded, ShardPlan plan, int index) {
    StressSettings settings = loaded.settings();
    UserSplit split =
        new UserSplit(settings.load().users(), plan.shards(), UserSplit.unit(settings));
    return loaded.secretsOf(settings.firstUser() + split.first(index), split.count(index));
  }

  private ShardGroup.Limits limits(StressSettings settings) {
    return parts.limits().apply(settings);
  }

  private ShardGroup.Ended watch(
      ShardGroup group, CompletableFuture<String> trouble, Runnable onTick)
      throws InterruptedException {
    return group.watch(trouble, onTick, reason -> listener.stopping(reason, group.limits().stop()));
  }
}
