package im.stress.seam;

import static java.nio.charset.StandardCharsets.US_ASCII;

import im.stress.channel.FrameKind;
import im.stress.protocol.Chat;
import im.stress.protocol.Decimal;
import im.stress.protocol.ImLink;
import im.stress.protocol.ImSession;
import im.stress.protocol.ProtocolException;
import im.stress.protocol.UserValues;
import io.netty.buffer.ByteBuf;

/** One user of the toy protocol. */
final class ToySession implements ImSession {
  private final ToyProtocol protocol;
  private final UserValues user;
  private final ImLink link;

  ToySession(ToyProtocol protocol, UserValues user, ImLink link) {
    this.protocol = protocol;
    this.user = user;
    this.link = link;
  }

  @Override
  public void opened() {
    say("I AM " + user.uid());
    if (!protocol.logsIn()) {
      link.loggedIn();
    }
  }

  private void say(String line) {
    ByteBuf message = link.newMessage();
    message.writeCharSequence(line, US_ASCII);
    link.send(message, FrameKind.TEXT);
  }

  @Override
  public void chat(Chat chat) {
    ByteBuf message = link.newMessage();
    message.writeCharSequence("TELL ", US_ASCII);
    protocol.uids().write(chat.to(), message);
    message.writeByte(' ');
    Decimal.write(chat.number(), message);
    message.writeByte(' ');
    chat.writeContent(message);
    link.send(message, FrameKind.TEXT);
  }

  @Override
  public void heartbeat(long sequence) {
    say((protocol.traits().heartbeatKind().isAnswered() ? "BEAT " : "PULSE ") + sequence);
  }

  @Override
  public void closing() {
    say("BYE");
  }

  @Override
  public void frame(ByteBuf message) throws ProtocolException {
    try {
      read(message);
    } catch (NumberFormatException e) {
      throw new ProtocolException("expected a number, got none: " + e.getMessage(), 0);
    }
  }

  private void read(ByteBuf message) throws ProtocolException {
    String line = message.toString(US_ASCII);
    String rest = line.substring(line.indexOf(' ') + 1);
    switch (line.substring(0, Math.max(0, line.indexOf(' ')))) {
      case "PROVE" -> say("SECRET " + rest + user.token());
      case "WELCOME" -> link.loggedIn();
      case "NO" -> link.loginRefused(1, rest);
      case "TAKEN" -> link.ackedOldest(Integer.parseInt(rest));
      case "UPTO" -> link.ackedUpTo(Integer.parseInt(rest));
      case "BEATEN" -> link.heartbeatAnswered(Long.parseLong(rest));
      case "ALIVE?" -> say("ALIVE " + rest);
      case "HEAR" -> {
        link.pushed(rest);
        say("HEARD");
      }
      default -> throw new ProtocolException("expected a word of the toy protocol", 0);
    }
  }
}
