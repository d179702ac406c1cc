package im.stress.gatling;

import im.stress.config.MessageSettings;
import im.stress.config.MessageSettings.Contacts;
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
    run.declared().messages(settings);
    return run.beginning("messages", user -> user.write(settings));
  }
}
