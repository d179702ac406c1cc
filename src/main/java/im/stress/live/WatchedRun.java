package im.stress.live;

import im.stress.record.RunData;
import im.stress.record.RunTail;
import im.stress.report.LiveView;
import im.stress.report.LiveView.Watched;
import im.stress.run.RunStart;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;

/**
 * The run that is on, or the last one. Reads its files when somebody asks, and only what is new.
 * Thread-safe.
 */
final class WatchedRun {
  /** However many ask, the files are read twice a second at most: shards write once a second. */
  private static final Duration FRESH = Duration.ofMillis(500);

  private static final LiveView NOTHING =
      LiveView.waiting("No run is on yet: the target is tried, or the start is awaited.");

  private final Clock clock;
  private Optional<Current> current = Optional.empty();
  private LiveView view = NOTHING;
  private Instant viewed = Instant.MIN;
  private Optional<Path> report = Optional.empty();

  private record Current(Watched run, Instant expectedEnd, RunTail files) {}

  /**
   * What can be counted.
   *
   * @param data changes with the next look
   */
  record Figures(Watched run, RunData data) {}

  WatchedRun(Clock clock) {
    this.clock = clock;
  }

  /** From now on it is this one. */
  synchronized void begin(RunStart start, String stage) {
    Watched run = new Watched(id(start, stage), stage, start.settings());
    current = Optional.of(new Current(run, start.expectedEnd(), new RunTail(start.folder())));
    viewed = Instant.MIN;
    report = Optional.empty();
  }

  /** One of several runs has a short name within the folder of all of them. */
  private static String id(RunStart start, String stage) {
    Path parent = start.folder().toAbsolutePath().getParent();
    return stage.isEmpty() ? start.id() : parent.getFileName() + "/" + start.id();
  }

  /** It is over, and its report is in this folder, which is read when somebody asks. */
  synchronized void end(Path folder) {
    report = Optional.of(folder.toAbsolutePath());
    viewed = Instant.MIN;
  }

  /**
   * What is to be seen now; the same object as long as nothing changes.
   *
   * @throws IOException when the run's files can't be read
   */
  synchronized LiveView view() throws IOException {
    Instant now = clock.instant();
    if (current.isPresent() && viewed.isBefore(now.minus(FRESH))) {
      viewed = now;
      if (report.isPresent()) {
        readEnd(current.get(), report.get());
      } else {
        view = running(current.get(), now);
      }
    }
    return view;
  }

  private void readEnd(Current last, Path folder) {
    try {
      last.files().read();
      view = LiveView.ended(last.run(), last.files().data(), folder);
      viewed = Instant.MAX;
    } catch (IOException | RuntimeException e) {
      // Whoever watches keeps what was seen last until the next try; the command itself tells what
      // is wrong.
    }
  }

  private static LiveView running(Current on, Instant now) throws IOException {
    try {
      on.files().read();
      Duration left = Duration.between(now, on.expectedEnd());
      return LiveView.running(on.run(), on.files().data(), left);
    } catch (RuntimeException e) {
      throw new IOException("the run's files hold what can't be shown: " + e, e);
    }
  }

  /**
   * Asks for the figures that there are now; nothing else reads meanwhile.
   *
   * @return what this makes of them; empty before the first run
   * @throws IOException when the run's files can't be read
   */
  synchronized <T> Optional<T> figures(Function<Figures, T> use) throws IOException {
    if (current.isEmpty()) {
      return Optional.empty();
    }
    Current on = current.get();
    on.files().read();
    return Optional.of(use.apply(new Figures(on.run(), on.files().data())));
  }
}
