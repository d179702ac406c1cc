package im.stress.protocol.template;

import im.stress.protocol.Chat;
import im.stress.protocol.GroupChat;

/**
 * What a template is filled in with. One object for all messages of an event loop; only what the
 * kind of message has is set. Not thread-safe.
 */
final class TemplateValues {
  private int user;
  private byte[] token = new byte[0];
  private long sequence;
  private Chat chat;
  private int group;
  private GroupChat groupChat;

  /** What every message has: whose it is, and this user's token as JSON writes it. */
  TemplateValues of(int newUser, byte[] newToken) {
    user = newUser;
    token = newToken;
    return this;
  }

  /** The number of a heartbeat. */
  TemplateValues withSequence(long newSequence) {
    sequence = newSequence;
    return this;
  }

  /** The message that is to be sent. */
  TemplateValues withChat(Chat newChat) {
    chat = newChat;
    return this;
  }

  /** The number of the group to join. */
  TemplateValues withGroup(int newGroup) {
    group = newGroup;
    return this;
  }

  /** The group message that is to be sent. */
  TemplateValues withGroupChat(GroupChat newGroupChat) {
    groupChat = newGroupChat;
    return this;
  }

  int user() {
    return user;
  }

  byte[] token() {
    return token;
  }

  long sequence() {
    return sequence;
  }

  Chat chat() {
    return chat;
  }

  int group() {
    return group;
  }

  GroupChat groupChat() {
    return groupChat;
  }
}
