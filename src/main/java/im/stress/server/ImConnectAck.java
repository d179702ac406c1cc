package im.stress.server;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;

/**
 * The payload of C2C_ACK of the format {@code im-connect}, in both directions: the server has a
 * message, or its recipient has. Ids are unsigned.
 *
 * @param clientMsgId the sender's id of the message
 * @param msgId the server's id of it
 * @param from who says so; 0 = the server
 * @param to to whom, the sender of the message
 * @param status {@link #BY_SERVER}, {@link #UNREAD} or {@link #READ}
 */
record ImConnectAck(ByteString clientMsgId, long msgId, long from, long to, int status) {
  /** The server has the message. */
  static final int BY_SERVER = 1;

  /** The recipient has it. */
  static final int UNREAD = 3;

  /** The recipient has read it. */
  static final int READ = 4;

  /** Reads a payload. */
  static ImConnectAck read(ByteString payload) throws InvalidProtocolBufferException {
    ProtoFields fields = ProtoFields.read(payload.newCodedInput());
    return new ImConnectAck(
        fields.bytes(1), fields.fixed64(2), fields.fixed64(3), fields.fixed64(4), fields.number(5));
  }

  /** The payload. */
  ByteString write() {
    return new ProtoWriter()
        .bytes(1, clientMsgId)
        .fixed64(2, msgId)
        .fixed64(3, from)
        .fixed64(4, to)
        .number(5, status)
        .toBytes();
  }

  /** Whether it is the recipient's. */
  boolean isReceipt() {
    return status == UNREAD || status == READ;
  }

  /** The same between these two. */
  ImConnectAck between(long sayer, long sender) {
    return new ImConnectAck(clientMsgId, msgId, sayer, sender, status);
  }
}
