package im.stress.codec;

import com.typesafe.config.ConfigFactory;
import im.stress.config.CodecSettings;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;

/** Codecs and frames for tests. */
final class Frames {
  static final int RUN_KEY = 0x1234abcd;

  private Frames() {}

  /** Users u0, u1 …, token "secret", content of 64 bytes. */
  static CodecContext context() {
    return new CodecContext(RUN_KEY, "u", 0, "secret", 64);
  }

  /** The preset {@code json}, changed by the given HOCON. */
  static ImCodec json(String hocon) {
    return json(hocon, context());
  }

  static ImCodec json(String hocon, CodecContext context) {
    return Codecs.of(settings(hocon), context).get();
  }

  static CodecSettings settings(String hocon) {
    return new CodecSettings("json", ConfigFactory.parseString(hocon));
  }

  static ByteBuf bytes(String text) {
    return Unpooled.copiedBuffer(text, StandardCharsets.UTF_8);
  }

  static String encode(ImCodec codec, Outbound message) {
    ByteBuf out = Unpooled.buffer();
    codec.encode(message, out);
    return out.toString(StandardCharsets.UTF_8);
  }

  /** To compare with, field by field. */
  static Inbound.ChatAck chatAck(int user, int number, int code) {
    return new Inbound.ChatAck().set(user, number, code);
  }

  /** A push of this run, to compare with, field by field. */
  static Inbound.Push push(int from, int to, int flowSequence, long dueMicros) {
    return Inbound.Push.ofThisRun().set(from, to, flowSequence, dueMicros);
  }

  static Inbound decode(ImCodec codec, String frame) throws CodecException {
    return codec.decode(bytes(frame));
  }
}
