package im.stress.conformance;

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

  /** A number whose last byte is a line feed: lines are no framing for binary numbers. */
  private static final int LINE_FEED = 0x0a;

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
    whole(subject.protocol(), Cut.NOWHERE, LINE_FEED);
  }

  private long whole(ImProtocol protocol, Cut cut, int firstNumber) {
    Story story = new Story(subject, protocol, USER, firstNumber, cut);
    story.whole();
    return story.dialogue.delivered();
  }

  /** Whatever place of the stream a read ends at, the same is read; so with a byte a read. */
  public void splits() {
    ImProtocol protocol = subject.protocol();
    if (!protocol.framing().isStream()) {
      return;
    }
    long bytes = whole(protocol, Cut.EVERYWHERE, LINE_FEED);
    for (long place = 1; place < bytes; place++) {
      try {
        whole(protocol, Cut.at(place), LINE_FEED);
      } catch (AssertionError e) {
        throw new AssertionError("a read that ends at byte " + place + ": " + e.getMessage(), e);
      }
    }
  }

  /** Three users on one thread, whose messages come in turn. */
  public void mixedUsers() {
    new Connections(subject).inTurn(USER);
  }

  /** The connection ends after each message of the server, and the user comes again. */
  public void reconnects() {
    new Connections(subject).oneAfterTheOther(USER);
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
