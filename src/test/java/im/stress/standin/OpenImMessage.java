package im.stress.standin;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.CodedOutputStream;
import com.google.protobuf.WireFormat;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * OpenIM's {@code MsgData} in Protobuf, by its field numbers, and the messages that hold it.
 *
 * @param sendId field 1
 * @param recvId field 2; empty in a message to a group
 * @param groupId field 3; empty in a message to a user
 * @param clientMsgId field 4
 * @param platform field 6
 * @param sessionType field 9; 1 = between two users, 3 = to a group
 * @param msgFrom field 10; 100 = from a user
 * @param contentType field 11; 101 = text
 * @param content field 12: JSON
 */
record OpenImMessage(
    String sendId,
    String recvId,
    String groupId,
    String clientMsgId,
    int platform,
    int sessionType,
    int msgFrom,
    int contentType,
    String content) {
  /** The session type of messages to groups. */
  static final int GROUP = 3;

  /** Reads a {@code MsgData}; other fields are passed over. */
  static OpenImMessage read(byte[] bytes) throws IOException {
    CodedInputStream in = CodedInputStream.newInstance(bytes);
    String[] texts = {"", "", "", "", "", "", "", "", "", "", "", "", ""};
    int[] numbers = new int[texts.length];
    for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
      switch (WireFormat.getTagFieldNumber(tag)) {
        case 1, 2, 3, 4, 12 ->
            texts[WireFormat.getTagFieldNumber(tag)] = in.readStringRequireUtf8();
        case 6, 9, 10, 11 -> numbers[WireFormat.getTagFieldNumber(tag)] = in.readInt32();
        default -> in.skipField(tag);
      }
    }
    return new OpenImMessage(
        texts[1],
        texts[2],
        texts[3],
        texts[4],
        numbers[6],
        numbers[9],
        numbers[10],
        numbers[11],
        texts[12]);
  }

  /** A {@code PushMessages} with this message in {@code msgs}: a map with one list. */
  byte[] pushMessages(String serverMsgId, long sequence) {
    String kind = sessionType == GROUP ? "sg_" : "si_";
    return pushed(1, kind + conversation(), serverMsgId, sequence);
  }

  /** A {@code PushMessages} with this message in {@code notificationMsgs} alone. */
  byte[] notification(String serverMsgId, long sequence) {
    return pushed(2, "n_" + conversation(), serverMsgId, sequence);
  }

  private byte[] pushed(int field, String conversation, String serverMsgId, long sequence) {
    byte[] pull = write(out -> out.writeByteArray(1, msgData(serverMsgId, sequence)));
    byte[] entry =
        write(
            out -> {
              out.writeString(1, conversation);
              out.writeByteArray(2, pull);
            });
    return write(out -> out.writeByteArray(field, entry));
  }

  /** Id of the conversation of the two users, or of the group. */
  String conversation() {
    if (sessionType == GROUP) {
      return groupId;
    }
    return sendId.compareTo(recvId) < 0 ? sendId + "_" + recvId : recvId + "_" + sendId;
  }

  private byte[] msgData(String serverMsgId, long sequence) {
    return write(
        out -> {
          out.writeString(1, sendId);
          out.writeString(2, recvId);
          out.writeString(3, groupId);
          out.writeString(4, clientMsgId);
          out.writeString(5, serverMsgId);
          out.writeInt32(6, platform);
          out.writeInt32(9, sessionType);
          out.writeInt32(10, msgFrom);
          out.writeInt32(11, contentType);
          out.writeString(12, content);
          out.writeInt64(14, sequence);
          out.writeInt64(15, System.currentTimeMillis());
        });
  }

  /** A {@code SendMsgResp}. */
  byte[] sent(String serverMsgId) {
    return write(
        out -> {
          out.writeString(1, serverMsgId);
          out.writeString(2, clientMsgId);
          out.writeInt64(3, System.currentTimeMillis());
        });
  }

  private interface Fields {
    void writeTo(CodedOutputStream out) throws IOException;
  }

  private static byte[] write(Fields fields) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    CodedOutputStream out = CodedOutputStream.newInstance(bytes);
    try {
      fields.writeTo(out);
      out.flush();
    } catch (IOException e) {
      throw new UncheckedIOException("bytes in memory: nothing can fail", e);
    }
    return bytes.toByteArray();
  }
}
