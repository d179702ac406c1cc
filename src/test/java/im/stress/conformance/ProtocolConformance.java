package im.stress.conformance;

import im.stress.conformance.Dialogue.Cut;
import im.stress.protocol.ImProtocol;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Puts a protocol through what a run would: a session for each connection, several users on one
 * thread, streams that are cut anywhere, bytes that nobody understands. Each check throws an {@link
 * AssertionError} that says what was expected and what came. What the protocol lacks by its {@code
 * Traits} is passed over. No network; some seconds for all of them; one thread.
 */
public final class ProtocolConformance {
  private static final int USER = 3;

  /** Numbers of chats of different users differ in all bytes that a small number has. */
  private static final int NUMBERS_APART = 0x1111;

  private final Subject subject;

  /** Checks this protocol. */
  public ProtocolConformance(Subject subject) {
    this.subject = subject;
  }

  private Story story(Cut cut) {
    return new Story(subject, subject.protocol(), USER, 0, cut);
  }

  /** All checks by their names, in the order in which they are to be understood. */
  public Map<String, Runnable> checks() {
    Map<String, Runnable> checks = new LinkedHashMap<>();
    checks.put("a login leads to loggedIn, once", this::login);
    checks.put("a refused login is reported as such", this::refusedLogin);
    checks.put("each chat is acked under its number", this::acks);
    checks.put("a push gives back the content as it was sent", this::pushes);
    checks.put("each heartbeat is answered", this::heartbeats);
    checks.put("several messages may come in one read", this::joinedReads);
    checks.put("a stream may be cut at each byte", this::splits);
    checks.put("users on one thread don't mix", this::mixedUsers);
    checks.put("a new connection doesn't remember the old one", this::reconnects);
    checks.put("garbage leads to a ProtocolException or to nothing", this::garbage);
    checks.put("no object is made for a message", this::allocation);
    return checks;
  }

  /** All checks, one after the other; the first that fails ends it. */
  public void all() {
    checks().values().forEach(Runnable::run);
  }

  /** A login leads to {@code loggedIn} once, over however many steps. */
  public void login() {
    Story story = story(Cut.NOWHERE);
    story.login();
    story.dialogue.close(true);
  }

  /** A login that the server refuses leads to {@code loginRefused} once, never to online. */
  public void refusedLogin() {
    Dialogue dialogue = story(Cut.NOWHERE).dialogue;
    List<byte[]> said = new ArrayList<>(subject.peer().greeting(dialogue.user));
    dialogue.says(said);
    dialogue.answering(
        request -> {
          List<byte[]> words = subject.peer().refusal(dialogue.user, request);
          said.addAll(words);
          return words;
        });
    dialogue.open();
    dialogue.deliver();
    List<String> got = dialogue.link.events();
    if (!said.isEmpty() && !got.equals(List.of("loginRefused"))) {
      throw new AssertionError("a refused login: expected [loginRefused], got " + got);
    }
    dialogue.close(false);
  }

  /** Each chat is acked once, under its number. */
  public void acks() {
    Story story = story(Cut.NOWHERE);
    story.login();
    story.chats();
    story.chats();
    story.dialogue.close(true);
  }

  /** A push gives back the content, marker and padding, as it was sent. */
  public void pushes() {
    Story story = story(Cut.NOWHERE);
    story.login();
    story.pushes();
    story.dialogue.close(true);
  }

  /** Each heartbeat that is a message is answered under its sequence. */
  public void heartbeats() {
    Story story = story(Cut.NOWHERE);
    story.login();
    story.heartbeats();
    story.dialogue.close(true);
  }

  /** Acks, answers and pushes come in one read. */
  public void joinedReads() {
    whole(subject.protocol(), Cut.NOWHERE, 0);
  }

  private long whole(ImProtocol protocol, Cut cut, int firstNumber) {
    Story story = new Story(subject, protocol, USER, firstNumber, cut);
    story.login();
    story.everythingAtOnce();
    story.dialogue.close(true);
    return story.dialogue.delivered();
  }

  /** Whatever place of the stream a read ends at, the same is read; so with a byte a read. */
  public void splits() {
    ImProtocol protocol = subject.protocol();
    if (!protocol.framing().isStream()) {
      return;
    }
    long bytes = whole(protocol, Cut.EVERYWHERE, 0);
    for (long place = 1; place < bytes; place++) {
      try {
        whole(protocol, Cut.at(place), 0);
      } catch (AssertionError e) {
        throw new AssertionError("a read that ends at byte " + place + ": " + e.getMessage(), e);
      }
    }
  }

  /** Three users on one thread, whose messages come in turn. */
  public void mixedUsers() {
    ImProtocol protocol = subject.protocol();
    List<Story> stories = new ArrayList<>();
    for (int i = 1; i <= 3; i++) {
      stories.add(new Story(subject, protocol, USER + 2 * i, i * NUMBERS_APART, Cut.NOWHERE));
    }
    stories.forEach(Story::open);
    inTurn(stories);
    stories.forEach(Story::isLoggedIn);
    stories.forEach(Story::sendChats);
    inTurn(stories);
    stories.forEach(story -> story.require("acks of several users in turn", story.acks()));
    stories.forEach(Story::sayPushes);
    inTurn(stories);
    stories.forEach(
        story -> story.require("pushes to several users in turn", story.pushesExpected()));
    stories.forEach(Story::sendHeartbeats);
    inTurn(stories);
    stories.forEach(
        story -> story.require("heartbeats of several users in turn", story.heartbeatAnswers()));
    stories.forEach(story -> story.dialogue.close(true));
  }

  /** One message to each, the last user first, until none waits. */
  private static void inTurn(List<Story> stories) {
    boolean some = true;
    while (some) {
      some = false;
      for (int i = stories.size() - 1; i >= 0; i--) {
        some |= stories.get(i).dialogue.deliverOne();
      }
    }
  }

  /** The connection ends after each message of the server, and the user comes again. */
  public void reconnects() {
    ImProtocol protocol = subject.protocol();
    int logins = loginMessages(protocol, 0);
    boolean more = true;
    for (int heard = 0; more; heard++) {
      more = breakAfter(protocol, heard);
      int again = loginMessages(protocol, Story.CHATS);
      if (again != logins) {
        throw new AssertionError(
            "login on a new connection: expected %d messages as on the first one, got %d"
                .formatted(logins, again));
      }
      whole(protocol, Cut.NOWHERE, Story.CHATS);
    }
  }

  private int loginMessages(ImProtocol protocol, int firstNumber) {
    Story story = new Story(subject, protocol, USER, firstNumber, Cut.NOWHERE);
    story.login();
    int sent = story.dialogue.sentMessages();
    story.dialogue.close(false);
    return sent;
  }

  /** Whether there was more to hear than so many messages. */
  private boolean breakAfter(ImProtocol protocol, int messages) {
    Story story = new Story(subject, protocol, USER, 0, Cut.NOWHERE);
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

  /** 20,000 messages that are random, or the server's own with faults. */
  public void garbage() {
    new Garbage(subject, USER).check();
  }

  /** What a chat, an ack and a push cost in the steady state, held against what is allowed. */
  public void allocation() {
    costs().requireAtMost(subject.allowedBytes());
  }

  /** What a chat, an ack and a push cost in the steady state. */
  public Costs costs() {
    return Costs.of(subject, USER);
  }
}
