package im.stress.config;

import java.time.Duration;

/**
 * How long the end of a run may take, from its settings. One place for all who wait for it: the
 * runner must give its processes longer than they give themselves, or it kills them before they
 * have written.
 *
 * @param polls whether users ask for their messages, and do so once more when they leave
 */
public record TimeLimits(StressSettings settings, boolean polls) {
  /** A process starts, and loads its classes, on a slow or busy machine. */
  private static final Duration STARTING = Duration.ofMinutes(1);

  /** What a process does by itself may take longer on a busy machine. */
  private static final Duration MARGIN = Duration.ofSeconds(30);

  /** Users are asked to leave, and Gatling hears that they have. */
  private static final Duration HAND_OVER = Duration.ofSeconds(1);

  /** Gatling's log gets 5 s to be finished, the monitor 5 s; the rest is margin. */
  private static final Duration WRITING = Duration.ofSeconds(15);

  /** The signal reaches the process, and its JVM ends. */
  private static final Duration EXIT = Duration.ofSeconds(5);

  /** Within one process: from the start of the ramp until all users of a whole run are gone. */
  public Duration run() {
    return settings
        .load()
        .rampUp()
        .plus(settings.load().duration())
        .plus(settings.run().grace())
        .plus(lastLook())
        .plus(attempt())
        .plus(MARGIN);
  }

  /** Within one process: from the wish to stop until all users are gone. */
  public Duration leaving() {
    return settings
        .run()
        .grace()
        .plus(lastLook())
        .plus(ConnectionSettings.CLOSE_TIMEOUT)
        .plus(HAND_OVER);
  }

  /** Users who poll look for the last time, after the grace period. */
  private Duration lastLook() {
    return polls ? settings.heartbeat().timeout() : Duration.ZERO;
  }

  /** Within one process: from then until all files are written. */
  public Duration writing() {
    return WRITING;
  }

  /** For the runner: beyond the planned end and grace of a run, until all processes are gone. */
  public Duration overtime() {
    return STARTING
        .plus(settings.run().warmUp())
        .plus(attempt())
        .plus(lastLook())
        .plus(MARGIN)
        .plus(WRITING);
  }

  /** For the runner: from the wish to stop until all processes are gone. */
  public Duration stopping() {
    return leaving().plus(writing()).plus(EXIT);
  }

  /** A user who began to connect late is waited for: TCP, TLS, upgrade, login, close. */
  private Duration attempt() {
    return settings
        .connection()
        .connectTimeout()
        .multipliedBy(2)
        .plus(settings.connection().handshakeTimeout())
        .plus(settings.login().timeout())
        .plus(ConnectionSettings.CLOSE_TIMEOUT);
  }
}
