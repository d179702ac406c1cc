package im.stress.gatling;

import im.stress.config.MessageSettings;
import im.stress.config.MessageSettings.Contacts;
import io.gatling.core.action.builder.ActionBuilder;
import java.time.Duration;

/** {@code im.messages()}: the messages that a user writes to its contacts in turn. Immutable. */
public final class MessageStep implements io.gatling.javaapi.core.ActionBuilder {
  private final ImRun run;
  private final MessageSettings settings;

  MessageStep(ImRun run, MessageSettings settings) {
    this.run = run;
    this.settings = settings;
  }

  /**
   * At this interval, in place of {@code im.message.interval}; zero = none.
   *
   * @throws im.stress.config.SettingsException when it is negative or more than a year
   */
  public MessageStep every(Duration interval) {
    return with(settings.withInterval("im.messages().every", interval));
  }

  /** At random, with the interval as the mean: {@code poisson} of {@code im.message.arrivals}. */
  public MessageStep atRandom() {
    return with(settings.withArrivals(MessageSettings.Arrivals.POISSON));
  }

  /**
   * With contents of so many bytes, in place of {@code im.message.size}.
   *
   * @throws im.stress.config.SettingsException when it is outside the bounds of that setting
   */
  public MessageStep size(int bytes) {
    return with(settings.withSize("im.messages().size", bytes, run.settings().connection()));
  }

  /** To these contacts among all users, in place of {@code im.message.contacts}. */
  public MessageStep to(Contacts contacts) {
    return with(settings.withContacts(contacts));
  }

  private MessageStep with(MessageSettings other) {
    return new MessageStep(run, other);
  }

  @Override
  public ActionBuilder asScala() {
    run.declared().messages(settings);
    return run.beginning("messages", user -> user.write(settings));
  }
}
