package im.stress.gatling;

import im.stress.config.MessageSettings;
import im.stress.config.MessageSettings.Contacts;
import im.stress.config.SettingsException;
import im.stress.protocol.Traits;
import io.gatling.core.action.builder.ActionBuilder;

/**
 * {@code im.messages()}: the messages that a user writes to its contacts in turn, as {@code
 * im.message} has it. Immutable.
 */
public final class MessageStep extends WritingStep<MessageStep> {

  MessageStep(ImRun run, MessageSettings settings) {
    super(run, "messages", settings);
  }

  /** To these contacts among all users, in place of {@code im.message.contacts}. */
  public MessageStep to(Contacts contacts) {
    return with(settings.withContacts(contacts));
  }

  @Override
  MessageStep with(MessageSettings other) {
    return new MessageStep(run, other);
  }

  @Override
  public ActionBuilder asScala() {
    if (settings.enabled() && run.traits().messages() == Traits.Messages.NONE) {
      throw new SettingsException(
          "im.messages(): expected none: the format %s cannot send messages yet, got one every %d ms"
              .formatted(run.settings().codec().format(), settings.interval().toMillis()));
    }
    if (settings.enabled()
        && settings.arrivals() == MessageSettings.Arrivals.CLOSED
        && !run.traits().acknowledgesMessages()) {
      throw new SettingsException(
          "im.messages(): expected another im.message.arrivals than closed, since the format %s does not acknowledge messages"
              .formatted(run.settings().codec().format()));
    }
    run.declared().messages(settings);
    return run.beginning("messages", user -> user.write(settings));
  }
}
