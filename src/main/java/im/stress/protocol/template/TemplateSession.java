package im.stress.protocol.template;

import im.stress.protocol.Chat;
import im.stress.protocol.GroupChat;
import im.stress.protocol.ImLink;
import im.stress.protocol.ImSession;
import im.stress.protocol.ProtocolException;
import im.stress.protocol.body.BodyValue;
import im.stress.protocol.body.Header;
import im.stress.protocol.inbound.Condition;
import im.stress.protocol.inbound.InboundMessage;
import im.stress.protocol.outbound.Outgoing;
import io.netty.buffer.ByteBuf;

/**
 * One user on one connection of a {@link TemplateProtocol}. What it reads and writes with is shared
 * by all sessions of its event loop.
 */
final class TemplateSession
    implements ImSession, LoginConversation.Host, HttpAnswers.Owner, LoopState.Events {
  private final Preset preset;
  private final int user;
  private final ImLink link;
  private final LoopState loop;
  private final byte[][] captured;
  private final ContactValues ofContacts;
  private final MessageNumbers numbers;
  private final Replies replies = new Replies();

  private final HttpAnswers answers;

  /** Null where users don't poll. */
  private final Polling polling;

  /** Null when it is over. */
  private LoginConversation login;

  /** Whether the login has led to its end. */
  private boolean online;

  /** Messages with a number of their connection that were sent. */
  private long numbered;

  TemplateSession(Preset preset, int runKey, int user, ImLink link, LoopState loop) {
    this.preset = preset;
    this.user = user;
    this.link = link;
    this.loop = loop;
    this.captured = new byte[preset.captures().ofUser()][];
    this.ofContacts = new ContactValues(preset.captures().ofContact());
    this.numbers = new MessageNumbers(preset.settings(), runKey, user);
    this.polling =
        preset.poll() == null
            ? null
            : new Polling(preset.matchers(), link, loop, loop.seen(user, preset.poll().overlap()));
    this.answers = new HttpAnswers(preset.outbound(), link, polling, this);
  }

  @Override
  public void opened() {
    login = new LoginConversation(preset.login(), this);
    login.goOn();
  }

  @Override
  public void chat(Chat message) {
    send(
        preset.outbound().chat(),
        loop.outgoing()
            .withIdSequence(numbers.next(message))
            .withChat(message)
            .withCapturedOfPeer(ofContacts.of(message.to())),
        RequestKind.CHAT.tag(message.number()));
  }

  @Override
  public void joinGroup(int group) {
    Outgoing outgoing = loop.outgoing().withGroup(group);
    send(preset.outbound().joinGroup(), outgoing, RequestKind.JOIN.tag(0));
  }

  @Override
  public void groupChat(GroupChat message) {
    send(
        preset.outbound().groupChat(),
        loop.outgoing().withIdSequence(numbers.next(message)).withGroupChat(message),
        RequestKind.GROUP_CHAT.tag(message.number()));
  }

  @Override
  public void heartbeat(long sequence) {
    Outgoing outgoing = loop.outgoing().withSequence(sequence);
    if (polling != null) {
      polling.seen().asks(sequence);
      outgoing.withSince(polling.seen().since());
    }
    send(preset.outbound().heartbeat(), outgoing, RequestKind.HEARTBEAT.tag(sequence));
  }

  @Override
  public void lastLook() {
    look(RequestKind.LAST_LOOK);
  }

  /** Asks for all that there is. */
  private void look(RequestKind kind) {
    Outgoing outgoing = loop.outgoing().withSequence(0).withSince(0);
    send(preset.outbound().heartbeat(), outgoing, kind.tag(0));
  }

  /** {@inheritDoc} Who is not logged in has nothing to end. */
  @Override
  public void closing() {
    if (online && preset.outbound().logout() != null) {
      send(preset.outbound().logout(), loop.outgoing(), RequestKind.OTHER.tag(0));
    }
  }

  @Override
  public void closed() {
    if (polling != null) {
      polling.seen().nothingIsAsked();
    }
  }

  /** The tag is that of a request, where it is one. */
  private void send(SentMessage message, Outgoing outgoing, long tag) {
    if (message.numbered()) {
      numbered++;
    }
    ByteBuf out = link.newMessage();
    try {
      message.template().write(outgoing.of(user, captured, numbered), out);
    } catch (RuntimeException e) { // or the message would count as lost by the server
      out.release();
      link.fail(
          "a message can't be written: "
              + (e instanceof IllegalArgumentException ? e.getMessage() : e.toString()));
      return;
    }
    loop.writes(message);
    if (!message.isRequest()) {
      link.send(out, preset.settings().frameKind());
    } else if (message.exchange().server() == null) {
      link.request(out, tag);
    } else {
      link.request(message.exchange().server(), out, tag);
    }
  }

  @Override
  public void send(SentMessage message, int contact) {
    Outgoing outgoing = loop.outgoing().withPeer(contact);
    send(message, outgoing.withCapturedOfPeer(ofContacts.of(contact)), RequestKind.LOGIN.tag(0));
  }

  @Override
  public int[] contacts() {
    return link.contacts();
  }

  @Override
  public void capture(int slot, int contact, byte[] value) {
    if (contact == LoginConversation.NO_CONTACT) {
      captured[slot] = value;
    } else {
      ofContacts.keep(contact, slot, value);
    }
  }

  @Override
  public void stepDone(String name) {
    link.loginStep(name);
  }

  @Override
  public void loginDone() {
    login = null;
    if (polling == null || polling.seen().hasBegun()) {
      comesOnline();
    } else {
      look(RequestKind.FIRST_LOOK);
    }
  }

  @Override
  public void comesOnline() {
    online = true;
    link.loggedIn();
  }

  @Override
  public void loginRefused(int code, String words) {
    login = null;
    link.loginRefused(code, words);
  }

  @Override
  public void loginFailed(String words) {
    login = null;
    link.fail(words);
  }

  @Override
  public void frame(ByteBuf message) throws ProtocolException {
    byte[] bytes = loop.bytes().of(message);
    int end = message.readableBytes();
    if (!preset.settings().splitsLines()) {
      one(loop.message(), bytes, 0, end);
      return;
    }
    int start = 0;
    for (int i = 0; i <= end; i++) {
      if (i == end || bytes[i] == '\n') {
        if (i > start) {
          one(loop.message(), bytes, start, i);
        }
        start = i + 1;
      }
    }
  }

  @Override
  public void answered(long tag, int status, ByteBuf body) throws ProtocolException {
    answers.answered(tag, loop.answer(status, body));
  }

  @Override
  public void unanswered(long tag, String words) {
    answers.unanswered(tag, words);
  }

  @Override
  public void unsent(long tag, String words) {
    answers.unsent(tag, words);
  }

  @Override
  public LoginConversation login() {
    return login;
  }

  private void one(InboundMessage message, byte[] bytes, int start, int end)
      throws ProtocolException {
    message.take(bytes, start, end);
    if (login != null && login.take(message)) {
      return;
    }
    int matcher = preset.matchers().find(message);
    if (matcher < 0) {
      nobodyExpects(message);
    } else if (preset.matchers().inOrder().get(matcher).kind() == InboundKind.NESTED) {
      nested(message);
    } else {
      loop.tell(matcher, message, this);
    }
  }

  /** An answer to the login that comes once more says nothing new; the link counts it. */
  private void nobodyExpects(InboundMessage message) throws ProtocolException {
    if (!online || !preset.isLoginAnswer(message)) {
      throw preset.matchers().unknown(message);
    }
    link.loggedIn();
  }

  /** The messages in the body of another one. */
  private void nested(InboundMessage outer) throws ProtocolException {
    if (outer == loop.nested()) {
      throw new ProtocolException("expected messages within a message, got one level more", 0);
    }
    Header header = preset.form().header();
    int end = outer.end();
    int start = outer.bodyStart();
    while (start < end) {
      long length = header.messageBytes(outer.bytes(), start, end);
      if (length < header.length() || length > end - start) {
        String got = length < 0 ? "no whole header in " + (end - start) : String.valueOf(length);
        throw new ProtocolException(
            "expected a message within the message of %d to %d bytes, got %s"
                .formatted(header.length(), end - start, got),
            start);
      }
      one(loop.nested(), outer.bytes(), start, start + (int) length);
      start += (int) length;
    }
  }

  @Override
  public void event(int position, InboundMessage message) throws ProtocolException {
    InboundMatcher found = preset.matchers().inOrder().get(position);
    if (!Condition.all(found.only(), message)) {
      return;
    }
    switch (found.kind()) {
      case HEARTBEAT_ACK -> link.heartbeatAnswered(found.sequence(message));
      case CHAT_ACK, GROUP_ACK -> acked(found, message);
      case JOIN_ACK -> link.joinedGroup(found.answer().code(message));
      case PUSH, GROUP_PUSH -> link.pushed(found.value(message, Field.CONTENT).requireScalar());
      case KICK -> kicked(found.reason(message), found.hangUp());
      case SERVER_HEARTBEAT, REQUEST, NESTED, IGNORE -> {}
    }
    if (found.reply() != null) {
      reply(found, position, message);
    }
  }

  private void kicked(String reason, boolean hangUp) {
    link.kicked(reason);
    if (hangUp) {
      link.fail(reason);
    }
  }

  private void reply(InboundMatcher found, int position, InboundMessage message)
      throws ProtocolException {
    String loopOfReplies = replies.loop(found, message);
    if (loopOfReplies != null) {
      link.fail(loopOfReplies);
      return;
    }
    BodyValue[] values = loop.replyValues(position);
    found.reply().collect(message, values);
    Outgoing outgoing = loop.outgoing().withFrame(values);
    send(found.reply().message(), outgoing, RequestKind.OTHER.tag(0));
  }

  private void acked(InboundMatcher found, InboundMessage message) throws ProtocolException {
    int code = found.answer().code(message);
    if (found.has(Field.ID)) {
      link.acked(numbers.of(found.value(message, Field.ID)), code);
    } else if (found.has(Field.UP_TO)) {
      link.ackedUpTo(numbers.ofLast(found.value(message, Field.UP_TO)));
    } else {
      link.ackedOldest(code);
    }
  }
}
