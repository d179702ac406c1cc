package im.stress.conformance;

import im.stress.protocol.ImProtocol;
import java.util.ArrayList;
import java.util.List;

/** Several connections of one protocol on one thread: none may know of another. */
final class Connections {
  /** Numbers of chats of different users differ in both bytes. */
  private static final int NUMBERS_APART = 0x1111;

  private final Subject subject;
  private final ImProtocol protocol;

  Connections(Subject subject) {
    this.subject = subject;
    protocol = subject.protocol();
  }

  /** Three users on one thread, whose messages come in turn. */
  void inTurn(int user) {
    List<Story> stories = new ArrayList<>();
    for (int i = 1; i <= 3; i++) {
      stories.add(new Story(subject, protocol, user + 2 * i, i * NUMBERS_APART, Cut.NOWHERE));
    }
    stories.forEach(Story::open);
    deliverInTurn(stories);
    stories.forEach(Story::isLoggedIn);
    stories.forEach(Story::sendChats);
    deliverInTurn(stories);
    stories.forEach(story -> story.require("acks of several users in turn", story.acks()));
    stories.forEach(Story::sayPushes);
    deliverInTurn(stories);
    stories.forEach(
        story -> story.require("pushes to several users in turn", story.pushesExpected()));
    stories.forEach(Story::sendHeartbeats);
    deliverInTurn(stories);
    stories.forEach(
        story -> story.require("heartbeats of several users in turn", story.heartbeatAnswers()));
    stories.forEach(story -> story.dialogue.close(true));
  }

  /** One message to each, the last user first, until none waits. */
  private static void deliverInTurn(List<Story> stories) {
    boolean some = true;
    while (some) {
      some = false;
      for (int i = stories.size() - 1; i >= 0; i--) {
        some |= stories.get(i).dialogue.deliverOne();
      }
    }
  }

  /** The connection ends after each message of the server, and the user comes again. */
  void oneAfterTheOther(int user) {
    int logins = loginMessages(user, 0);
    boolean more = true;
    for (int heard = 0; more; heard++) {
      more = breakAfter(user, heard);
      int again = loginMessages(user, Story.CHATS);
      if (again != logins) {
        throw new AssertionError(
            "login on a new connection: expected %d messages as on the first one, got %d"
                .formatted(logins, again));
      }
      new Story(subject, protocol, user, Story.CHATS, Cut.NOWHERE).whole();
    }
  }

  private int loginMessages(int user, int firstNumber) {
    Story story = new Story(subject, protocol, user, firstNumber, Cut.NOWHERE);
    story.login();
    int sent = story.dialogue.sentMessages();
    story.dialogue.close(false);
    return sent;
  }

  /** Whether there was more to hear than so many messages. */
  private boolean breakAfter(int user, int messages) {
    Story story = new Story(subject, protocol, user, 0, Cut.NOWHERE);
    story.open();
    int left = messages;
    while (left > 0 && story.dialogue.deliverOne()) {
      left--;
    }
    if (left > 0) {
      story.isLoggedIn();
      story.sendChats();
      story.sendHeartbeats();
      story.sayPushes();
      while (left > 0 && story.dialogue.deliverOne()) {
        left--;
      }
    }
    story.dialogue.close(false);
    return left == 0;
  }
}
