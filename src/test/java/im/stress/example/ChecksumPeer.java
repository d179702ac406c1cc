package im.stress.example;

import static java.nio.charset.StandardCharsets.US_ASCII;

import im.stress.conformance.PeerScript;
import im.stress.protocol.UserValues;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.zip.CRC32;

/** What a server of {@link ChecksumProtocol} says. */
public final class ChecksumPeer implements PeerScript {
  /** Where the body begins: behind length and checksum. */
  static final int BODY = 8;

  @Override
  public List<byte[]> login(UserValues user, byte[] request) {
    return List.of(message(2, new byte[] {0}));
  }

  @Override
  public List<byte[]> refusal(UserValues user, byte[] request) {
    return List.of(message(2, "\u0001wrong token".getBytes(US_ASCII)));
  }

  @Override
  public List<byte[]> ack(UserValues sender, byte[] chat) {
    int number = ByteBuffer.wrap(chat).getInt(BODY + 1);
    return List.of(message(4, ByteBuffer.allocate(5).putInt(number).array()));
  }

  @Override
  public List<byte[]> push(UserValues sender, UserValues recipient, byte[] chat) {
    int contentAt = BODY + 6 + recipientLength(chat);
    return List.of(message(5, Arrays.copyOfRange(chat, contentAt, chat.length)));
  }

  @Override
  public List<byte[]> heartbeatAnswer(UserValues user, byte[] heartbeat) {
    return List.of(message(7, Arrays.copyOfRange(heartbeat, BODY + 1, heartbeat.length)));
  }

  /** Who a chat is for. */
  static String recipient(byte[] chat) {
    return new String(chat, BODY + 6, recipientLength(chat), US_ASCII);
  }

  private static int recipientLength(byte[] chat) {
    return chat[BODY + 5];
  }

  /** A whole message. */
  static byte[] message(int kind, byte[] fields) {
    ByteBuffer message = ByteBuffer.allocate(BODY + 1 + fields.length);
    message.position(BODY).put((byte) kind).put(fields);
    CRC32 crc = new CRC32();
    crc.update(message.array(), BODY, 1 + fields.length);
    return message.putInt(0, 1 + fields.length).putInt(4, (int) crc.getValue()).array();
  }
}
