package im.stress.cli;

import im.stress.record.FileNames;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;

/**
 * Shows how a run goes: one line rewritten every second on a screen, a plain line every 5 seconds
 * elsewhere. For one thread.
 */
final class Progress {
  private static final Duration PLAIN_INTERVAL = Duration.ofSeconds(5);

  private final Terminal terminal;
  private final Clock clock;
  private final int users;
  private final Instant end;
  private final List<TimelineTail> timelines;
  private Instant nextPlain;

  /**
   * Progress of one run.
   *
   * @param users users of this machine
   * @param end when the run is expected to be over
   * @param shards all of them
   */
  Progress(Terminal terminal, Clock clock, int users, Instant end, List<Shard> shards) {
    this.terminal = terminal;
    this.clock = clock;
    this.users = users;
    this.end = end;
    this.timelines =
        shards.stream()
            .map(shard -> new TimelineTail(shard.directory().resolve(FileNames.TIMELINE)))
            .toList();
    this.nextPlain = clock.instant().plus(PLAIN_INTERVAL);
  }

  /** To be called about once a second. */
  void tick() {
    timelines.forEach(TimelineTail::read);
    if (terminal.interactive()) {
      terminal.rewrite(line());
    } else if (!clock.instant().isBefore(nextPlain)) {
      nextPlain = nextPlain.plus(PLAIN_INTERVAL);
      terminal.out().println(line());
    }
  }

  private String line() {
    long online = timelines.stream().mapToLong(TimelineTail::online).sum();
    double sends = timelines.stream().mapToDouble(TimelineTail::sendsPerSecond).sum();
    long deaths = timelines.stream().mapToLong(TimelineTail::deaths).sum();
    OptionalLong ack =
        timelines.stream()
            .map(TimelineTail::ackP99Micros)
            .flatMapToLong(OptionalLong::stream)
            .max();
    return String.format(
        Locale.ROOT,
        "online %d/%d  msg/s %.1f  ack p99 %s  lost %d  left %s",
        online,
        users,
        sends,
        ack.isPresent() ? TimeText.millis(ack.getAsLong()) : "-",
        deaths,
        TimeText.countdown(Duration.between(clock.instant(), end)));
  }
}
