package im.stress.example;

import static java.nio.charset.StandardCharsets.UTF_8;

import im.stress.channel.FrameKind;
import im.stress.channel.Framing;
import im.stress.channel.NumberType;
import im.stress.config.CodecSettings;
import im.stress.protocol.Chat;
import im.stress.protocol.ImLink;
import im.stress.protocol.ImProtocol;
import im.stress.protocol.ImSession;
import im.stress.protocol.ProtocolContext;
import im.stress.protocol.ProtocolException;
import im.stress.protocol.ProtocolFactory;
import im.stress.protocol.Traits;
import im.stress.protocol.UidWriter;
import im.stress.protocol.UserValues;
import io.netty.buffer.ByteBuf;
import java.util.zip.CRC32;

/**
 * A binary protocol with a checksum, which no preset can compute. A message is a body behind a
 * header of 8 bytes: length of the body and CRC-32 of the body, 32 bits each, the highest byte
 * first. The first byte of a body is its kind.
 */
public final class ChecksumProtocol implements ProtocolFactory {
  private static final int HEADER = 8;
  private static final int LOGIN = 1; // uid, line feed, token
  private static final int LOGIN_ANSWER = 2; // code (1 byte; 0 = welcome), words
  private static final int CHAT = 3; // number (4), length of uid (1), uid of recipient, text
  private static final int TAKEN = 4; // number (4), code (1; 0 = taken)
  private static final int PUSH = 5; // text
  private static final int HEARTBEAT = 6; // sequence (8)
  private static final int HEARTBEAT_ANSWER = 7; // sequence (8)

  @Override
  public ImProtocol create(CodecSettings settings, ProtocolContext context) {
    return new Protocol(context.uids());
  }

  /** Made once for a run. */
  private record Protocol(UidWriter uids) implements ImProtocol {
    @Override
    public Framing framing() {
      return new Framing.LengthField(0, NumberType.U32, Framing.Counts.AFTER, HEADER);
    }

    @Override
    public Traits traits() {
      return new Traits(Traits.Messages.ACKNOWLEDGED, Traits.HeartbeatKind.MESSAGE, false);
    }

    @Override
    public ImSession open(UserValues user, ImLink link) {
      return new Session(uids, user, link, new CRC32(), new StringBuilder());
    }
  }

  /** One user on one connection. What it needs for each message it has from the start. */
  private record Session(
      UidWriter uids, UserValues user, ImLink link, CRC32 crc, StringBuilder text)
      implements ImSession {
    @Override
    public void opened() {
      String login = user.uid() + "\n" + user.token();
      send(begin(LOGIN).writeBytes(login.getBytes(UTF_8)));
    }

    @Override
    public void chat(Chat chat) {
      ByteBuf message = begin(CHAT).writeInt(chat.number());
      int lengthAt = message.writerIndex();
      message.writeByte(0);
      uids.write(chat.to(), message);
      message.setByte(lengthAt, message.writerIndex() - lengthAt - 1);
      chat.writeContent(message);
      send(message);
    }

    @Override
    public void heartbeat(long sequence) {
      send(begin(HEARTBEAT).writeLong(sequence));
    }

    private ByteBuf begin(int kind) {
      return link.newMessage().writeZero(HEADER).writeByte(kind);
    }

    /** The message may begin anywhere in its buffer: positions count from its reader index. */
    private void send(ByteBuf message) {
      int start = message.readerIndex();
      message.setInt(start, message.readableBytes() - HEADER);
      message.setInt(start + 4, checksum(message));
      link.send(message, FrameKind.BINARY);
    }

    private int checksum(ByteBuf message) {
      crc.reset();
      for (int at = message.readerIndex() + HEADER; at < message.writerIndex(); at++) {
        crc.update(message.getByte(at));
      }
      return (int) crc.getValue();
    }

    @Override
    public void frame(ByteBuf message) throws ProtocolException {
      int said = message.getInt(message.readerIndex() + 4);
      int sum = checksum(message);
      if (said != sum) {
        throw new ProtocolException("expected checksum %08x, got %08x".formatted(sum, said), 4);
      }
      int at = message.readerIndex() + HEADER;
      int kind = require(message, 1).getByte(at);
      switch (kind) {
        case LOGIN_ANSWER -> {
          int code = require(message, 2).getUnsignedByte(at + 1);
          if (code == 0) {
            link.loggedIn();
          } else {
            link.loginRefused(code, textOf(message, at + 2).toString());
          }
        }
        case TAKEN ->
            link.acked(require(message, 6).getInt(at + 1), message.getUnsignedByte(at + 5));
        case PUSH -> link.pushed(textOf(message, at + 1));
        case HEARTBEAT_ANSWER -> link.heartbeatAnswered(require(message, 9).getLong(at + 1));
        default -> throw ProtocolException.ofUnknownKind("expected a kind of body, got " + kind);
      }
    }

    /** A body that is too short would be read beyond its end. */
    private static ByteBuf require(ByteBuf message, int bytes) throws ProtocolException {
      int got = message.readableBytes() - HEADER;
      if (got < bytes) {
        throw new ProtocolException("expected %d bytes, got %d".formatted(bytes, got), HEADER);
      }
      return message;
    }

    private CharSequence textOf(ByteBuf message, int from) {
      text.setLength(0);
      for (int at = from; at < message.writerIndex(); at++) {
        text.append((char) message.getByte(at));
      }
      return text;
    }
  }
}
