package im.stress.conformance;

import static java.nio.charset.StandardCharsets.US_ASCII;

import im.stress.protocol.Chat;
import im.stress.protocol.ImProtocol;
import im.stress.protocol.ProtocolContext;
import im.stress.protocol.Traits;
import im.stress.protocol.UserValues;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import java.util.ArrayList;
import java.util.List;

/**
 * What one user does on one connection, in steps: each says what has to be reported, and fails when
 * anything else is. Numbers of chats are the user's own, so that another user's answers show.
 */
final class Story {
  /** Chats between two users at one time. */
  static final int CHATS = 3;

  private final Subject subject;
  private final Traits traits;
  private final ImProtocol protocol;
  private final int index;
  private final int firstNumber;
  final Dialogue dialogue;

  /** A user who has sent {@code firstNumber} messages before, on other connections. */
  Story(Subject subject, ImProtocol protocol, int index, int firstNumber, Cut cut) {
    this.subject = subject;
    this.protocol = protocol;
    this.index = index;
    this.firstNumber = firstNumber;
    traits = protocol.traits();
    dialogue = new Dialogue(subject, protocol, index, cut);
  }

  /** Somebody else, who writes to this user and to whom this user writes. */
  private int other() {
    return index + 1;
  }

  boolean writes() {
    return traits.messages() != Traits.Messages.NONE;
  }

  /** The connection is open; the answers to the first message wait. */
  void open() {
    UserValues user = dialogue.user;
    dialogue.answering(request -> subject.peer().login(user, request));
    dialogue.says(subject.peer().greeting(user));
    dialogue.open();
  }

  void isLoggedIn() {
    require("login", List.of("loggedIn"));
    dialogue.answering(message -> List.of());
  }

  void login() {
    open();
    dialogue.deliver();
    isLoggedIn();
  }

  void sendChats() {
    dialogue.answering(chat -> subject.peer().ack(dialogue.user, chat));
    for (int i = 0; i < CHATS && writes(); i++) {
      dialogue.chat(other(), firstNumber + i, i);
    }
    dialogue.answering(message -> List.of());
  }

  /** What is reported of the chats that were sent. */
  List<String> acks() {
    List<String> expected = new ArrayList<>();
    for (int i = 0; i < CHATS && traits.acknowledgesMessages(); i++) {
      expected.add("acked " + (firstNumber + i) + " code 0");
    }
    return expected;
  }

  void chats() {
    sendChats();
    dialogue.deliver();
    require("chats and their acks", acks());
  }

  /** The other one's chats, on a connection of its own, wait to be pushed. */
  void sayPushes() {
    Dialogue sender = new Dialogue(subject, protocol, other(), Cut.NOWHERE);
    UserValues from = sender.user;
    sender.answering(request -> subject.peer().login(from, request));
    sender.says(subject.peer().greeting(from));
    sender.open();
    sender.deliver();
    sender.answering(
        chat -> {
          dialogue.says(subject.peer().push(from, dialogue.user, chat));
          return List.of();
        });
    for (int i = 0; i < CHATS && writes(); i++) {
      sender.chat(index, firstNumber + i, i);
    }
    sender.close(false);
  }

  List<String> pushesExpected() {
    ProtocolContext context = subject.context();
    List<String> expected = new ArrayList<>();
    for (int i = 0; i < CHATS && writes(); i++) {
      int number = firstNumber + i;
      expected.add("pushed " + content(new Chat(context).set(other(), index, number, i, number)));
    }
    return expected;
  }

  private static String content(Chat chat) {
    ByteBuf out = Unpooled.buffer();
    chat.writeContent(out);
    return new String(ByteBufUtil.getBytes(out), US_ASCII);
  }

  void pushes() {
    sayPushes();
    dialogue.deliver();
    require("pushes with the content as it was sent", pushesExpected());
  }

  void sendHeartbeats() {
    dialogue.answering(beat -> subject.peer().heartbeatAnswer(dialogue.user, beat));
    for (int i = 0; i < 2 && traits.heartbeatKind().isMessage(); i++) {
      dialogue.heartbeat(firstNumber + i);
    }
    dialogue.answering(message -> List.of());
  }

  List<String> heartbeatAnswers() {
    boolean answered = traits.heartbeatKind().isMessage() && traits.heartbeatKind().isAnswered();
    return answered
        ? List.of("heartbeatAnswered " + firstNumber, "heartbeatAnswered " + (firstNumber + 1))
        : List.of();
  }

  void heartbeats() {
    sendHeartbeats();
    dialogue.deliver();
    require("answers to heartbeats", heartbeatAnswers());
  }

  /** All that happens after the login, said before anything is read: one long read. */
  void everythingAtOnce() {
    sendChats();
    sendHeartbeats();
    sayPushes();
    dialogue.deliver();
    List<String> expected = new ArrayList<>(acks());
    expected.addAll(heartbeatAnswers());
    expected.addAll(pushesExpected());
    require("several messages in one read", expected);
  }

  /** From the first word to the last. */
  void whole() {
    login();
    everythingAtOnce();
    dialogue.close(true);
  }

  void require(String what, List<String> expected) {
    List<String> got = dialogue.link.events();
    if (!got.equals(expected)) {
      throw new AssertionError(
          "%s of user %s: expected %s, got %s".formatted(what, dialogue.user.uid(), expected, got));
    }
  }
}
