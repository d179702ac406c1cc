package im.stress.protocol.template;

import im.stress.protocol.Chat;
import im.stress.protocol.GroupChat;
import im.stress.protocol.ImLink;
import im.stress.protocol.ImSession;
import im.stress.protocol.MessageId;
import im.stress.protocol.ProtocolException;
import im.stress.protocol.UserValues;
import im.stress.protocol.body.BodyReader;
import im.stress.protocol.template.TemplateProtocol.Shared;
import io.netty.buffer.ByteBuf;

/**
 * One user on one connection of a {@link TemplateProtocol}. What it reads and writes with is shared
 * by all sessions of its event loop.
 */
final class TemplateSession implements ImSession {
  private final TemplateProtocol protocol;
  private final int user;
  private final byte[] token;
  private final ImLink link;
  private final Shared shared;
  private final BodyReader reader;
  private final TemplateValues values;
  private boolean registered;

  TemplateSession(TemplateProtocol protocol, UserValues user, ImLink link, Shared shared) {
    this.protocol = protocol;
    this.user = user.index();
    this.token = OutboundVariables.escaped("im.login.token", user.token());
    this.link = link;
    this.shared = shared;
    this.reader = shared.reader();
    this.values = shared.values();
  }

  @Override
  public void opened() {
    send(protocol.outbound().login(), mine());
  }

  @Override
  public void chat(Chat message) {
    send(protocol.outbound().chat(), mine().withChat(message));
  }

  @Override
  public void joinGroup(int group) {
    send(protocol.outbound().joinGroup(), mine().withGroup(group));
  }

  @Override
  public void groupChat(GroupChat message) {
    send(protocol.outbound().groupChat(), mine().withGroupChat(message));
  }

  @Override
  public void heartbeat(long sequence) {
    send(protocol.outbound().heartbeat(), mine().withSequence(sequence));
  }

  private TemplateValues mine() {
    return values.of(user, token);
  }

  private void send(OutboundTemplate template, TemplateValues filledWith) {
    ByteBuf message = link.newMessage();
    template.write(filledWith, message);
    link.send(message, protocol.frameKind());
  }

  @Override
  public void frame(ByteBuf message) throws ProtocolException {
    reader.read(shared.bytes().of(message), 0, message.readableBytes());
    FrameMatcher found = protocol.matchers().of(reader);
    switch (found.kind()) {
      case LOGIN_ACK -> loginAnswered(found.code(reader), found.reason(reader));
      case REGISTER_ACK -> registerAnswered(found.code(reader), found.reason(reader));
      case HEARTBEAT_ACK -> link.heartbeatAnswered(found.sequence(reader));
      case SERVER_HEARTBEAT ->
          send(protocol.outbound().heartbeatAnswer(), mine().withSequence(found.sequence(reader)));
      case CHAT_ACK, GROUP_ACK -> acked(found);
      case JOIN_ACK -> link.joinedGroup(found.code(reader));
      case PUSH, GROUP_PUSH -> link.pushed(found.value(reader, Field.CONTENT).requireScalar());
      case KICK -> link.kicked(found.reason(reader));
      case IGNORE -> {}
    }
  }

  private void loginAnswered(int code, String reason) {
    if (code == 0) {
      link.loggedIn();
    } else if (protocol.registersOn(code) && !registered) {
      registered = true;
      send(protocol.outbound().register(), mine());
    } else {
      link.loginRefused(code, reason);
    }
  }

  private void registerAnswered(int code, String reason) {
    if (code == 0) {
      send(protocol.outbound().login(), mine());
    } else {
      link.loginRefused(code, ("registration refused " + reason).strip());
    }
  }

  private void acked(FrameMatcher found) throws ProtocolException {
    int code = found.code(reader);
    if (found.has(Field.ID)) {
      long id = MessageId.read(found.value(reader, Field.ID).requireScalar(), protocol.runKey());
      link.acked(MessageId.user(id) == user ? MessageId.number(id) : MessageId.FOREIGN, code);
    } else if (found.has(Field.UP_TO)) {
      link.ackedUpTo(
          (int) found.value(reader, Field.UP_TO).toLong(0, Integer.MAX_VALUE, MessageId.FOREIGN));
    } else {
      link.ackedOldest(code);
    }
  }
}
