package im.stress.run;

import im.stress.config.LoadUnit;
import im.stress.config.MessageSettings.Arrivals;
import im.stress.config.SettingsException;
import im.stress.config.StressSettings;
import im.stress.report.CapacitySummary.Range;
import java.time.Duration;

/** Which loads a search tries: what was asked for, checked against the settings of its runs. */
final class CapacityRange {
  private static final String FROM = "--from";
  private static final String TO = "--to";

  /**
   * From 100 users to 102,400, twice the largest step of the stress guide. Whoever has to double
   * more often is better off with a larger smallest load.
   */
  private static final long TEN_DOUBLINGS = 1 << 10;

  /** Due times are whole milliseconds, so a user writes one message in each at most. */
  private static final long MOST_OF_A_USER = 1000;

  private static final double NANOS_OF_A_SECOND = 1e9;

  private final CapacityOptions options;
  private final StressSettings settings;

  private CapacityRange(CapacityOptions options, StressSettings settings) {
    this.options = options;
    this.settings = settings;
  }

  /**
   * The range that was asked for.
   *
   * @param settings those of a run with these options
   * @throws SettingsException when there is no such range
   */
  static Range of(CapacityOptions options, StressSettings settings) {
    return new CapacityRange(options, settings).checked();
  }

  private Range checked() {
    if (options.by() == LoadUnit.RATE && settings.message().arrivals() == Arrivals.CLOSED) {
      throw new SettingsException(
          "--by: expected users, since im.message.arrivals is closed (the answers set the rate), got rate; set it to uniform or poisson for a rate");
    }
    long from = options.range().from().orElseGet(this::ownLoad);
    within(FROM, from);
    long to = options.range().to().orElseGet(() -> Math.min(from * TEN_DOUBLINGS, most()));
    within(TO, to);
    if (to < from) {
      throw new SettingsException(
          "%s: expected %d or more, as %s is, got %d; give a larger one, or a smaller %s"
              .formatted(TO, from, FROM, to, FROM));
    }
    return new Range(options.by(), from, to, options.precision());
  }

  private long ownLoad() {
    int users = settings.load().users();
    if (options.by() == LoadUnit.USERS) {
      return users;
    }
    Duration interval = settings.message().interval();
    if (interval.isZero()) {
      throw new SettingsException(
          "%s: expected messages a second to begin with, since im.message.interval is 0, got none; give it, such as %s 100"
              .formatted(FROM, FROM));
    }
    return Math.max(1, Math.round(users * NANOS_OF_A_SECOND / interval.toNanos()));
  }

  private void within(String option, long load) {
    if (load > most()) {
      throw new SettingsException(
          "%s: expected at most %d messages a second, since each of %d users writes one in a millisecond at most, got %d; give more users"
              .formatted(option, most(), settings.load().users(), load));
    }
  }

  private long most() {
    return options.by() == LoadUnit.RATE
        ? settings.load().users() * MOST_OF_A_USER
        : Integer.MAX_VALUE;
  }
}
