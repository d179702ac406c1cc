package im.stress.gatling;

import im.stress.config.MessageSettings;
import io.gatling.javaapi.core.ActionBuilder;
import java.time.Duration;

/**
 * When a user writes, and how much: what messages to contacts and to a group have in common.
 * Immutable.
 *
 * @param <S> the step itself
 */
public abstract sealed class WritingStep<S extends WritingStep<S>> implements ActionBuilder
    permits MessageStep, GroupStep {
  final ImRun run;
  final MessageSettings settings;
  private final String name;

  WritingStep(ImRun run, String name, MessageSettings settings) {
    this.run = run;
    this.name = "im." + name + "()";
    this.settings = settings;
  }

  /** The same step with other values. */
  abstract S with(MessageSettings other);

  /**
   * At this interval, in place of that of the settings; zero = none.
   *
   * @throws im.stress.config.SettingsException when it is negative or more than a year
   */
  public S every(Duration interval) {
    return with(settings.withInterval(name + ".every", interval));
  }

  /** At random, with the interval as the mean: {@code poisson} of {@code im.message.arrivals}. */
  public S atRandom() {
    return with(settings.withArrivals(MessageSettings.Arrivals.POISSON));
  }

  /**
   * With contents of so many bytes, in place of {@code im.message.size}.
   *
   * @throws im.stress.config.SettingsException when it is outside the bounds of that setting
   */
  public S size(int bytes) {
    return with(settings.withSize(name + ".size", bytes, run.settings().connection()));
  }
}
