package im.stress.user;

import im.stress.config.MessageSettings;
import im.stress.config.StressSettings;
import java.util.Set;

/**
 * What the users of a run will write.
 *
 * @param messages all kinds of messages to each other
 * @param groupMessages the same of those to groups
 */
public record Writing(Set<MessageSettings> messages, Set<MessageSettings> groupMessages) {

  /** Copies both. */
  public Writing {
    messages = Set.copyOf(messages);
    groupMessages = Set.copyOf(groupMessages);
  }

  /** As the settings have it, where no scenario says otherwise. */
  static Writing of(StressSettings settings) {
    return new Writing(Set.of(settings.message()), Set.of(settings.groupMessage()));
  }
}
