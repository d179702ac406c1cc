package im.stress.server;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;

/**
 * A message from user to user of the format {@code im-connect}: the payload of C2C_SEND and of
 * C2C_MSG_PUSH, which have the same fields. Ids are unsigned.
 *
 * @param clientMsgId the sender's id of it, 16 bytes
 * @param msgId the server's id of it; 0 on the way to the server
 * @param from its sender
 * @param to its recipient
 * @param format 1 = text
 * @param content what was written
 * @param time when, milliseconds since 1970
 */
record ImConnectMessage(
    ByteString clientMsgId, long msgId, long from, long to, int format, String content, long time) {

  /** Reads a payload. */
  static ImConnectMessage read(ByteString payload) throws InvalidProtocolBufferException {
    ProtoFields fields = ProtoFields.read(payload.newCodedInput());
    return new ImConnectMessage(
        fields.bytes(1),
        fields.fixed64(2),
        fields.fixed64(3),
        fields.fixed64(4),
        fields.number(5),
        fields.text(6),
        fields.fixed64(7));
  }

  /** The payload. */
  ByteString write() {
    return new ProtoWriter()
        .bytes(1, clientMsgId)
        .fixed64(2, msgId)
        .fixed64(3, from)
        .fixed64(4, to)
        .number(5, format)
        .text(6, content)
        .fixed64(7, time)
        .toBytes();
  }

  /** The same with the server's id. */
  ImConnectMessage numbered(long id) {
    return new ImConnectMessage(clientMsgId, id, from, to, format, content, time);
  }

  /** The same from this sender. */
  ImConnectMessage sentBy(long sender) {
    return new ImConnectMessage(clientMsgId, msgId, sender, to, format, content, time);
  }
}
