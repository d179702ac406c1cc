package im.stress.server;

import com.google.protobuf.ByteString;
import com.google.protobuf.CodedInputStream;
import com.google.protobuf.InvalidProtocolBufferException;
import io.netty.buffer.ByteBuf;

/**
 * What each frame of the format {@code im-connect} is: a type and the payload of that type; from
 * the server a code and words as well.
 *
 * @param type one of the constants
 * @param payload a Protobuf message of its own
 * @param code 0 = ok; always so from clients
 * @param words why the code isn't 0
 */
record ImConnectEnvelope(int type, ByteString payload, int code, String words) {
  static final int C2C_SEND = 1;
  static final int C2C_ACK = 2;
  static final int C2C_WITHDRAW = 3;
  static final int C2C_MSG_PUSH = 5;
  static final int GROUP_SEND = 7;
  static final int GROUP_ACK = 9;

  /** The last type that the service has; those without a name here are about friends and ids. */
  static final int LAST_TYPE = 12;

  /** An answer that all is well. */
  static ImConnectEnvelope ok(int type, ByteString payload) {
    return new ImConnectEnvelope(type, payload, 0, "");
  }

  /** Reads one whole frame; doesn't release it. */
  static ImConnectEnvelope read(ByteBuf frame) throws InvalidProtocolBufferException {
    ProtoFields fields = ProtoFields.read(CodedInputStream.newInstance(frame.nioBuffer()));
    return new ImConnectEnvelope(
        fields.number(1), fields.bytes(2), fields.number(3), fields.text(4));
  }

  /** The frame. */
  ByteString write() {
    return new ProtoWriter()
        .number(1, type)
        .bytes(2, payload)
        .number(3, code)
        .text(4, words)
        .toBytes();
  }
}
