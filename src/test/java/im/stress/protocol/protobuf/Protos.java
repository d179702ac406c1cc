package im.stress.protocol.protobuf;

import im.stress.protocol.ProtocolException;
import im.stress.protocol.body.BodyReader;
import im.stress.protocol.body.BodyValue;
import im.stress.protocol.body.PointerTree;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** What the tests of this package share. */
final class Protos {
  static final ProtoTypes TYPES = ProtoFiles.loadResources(List.of("protobuf/chat.proto"));
  static final ProtoMessage FRAME = TYPES.message("Frame");
  static final ProtoMessage NUMBERS = TYPES.message("Numbers");

  private Protos() {}

  /** Bytes as numbers, and texts as their bytes in UTF-8. */
  static byte[] bytes(Object... parts) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (Object part : parts) {
      if (part instanceof Integer octet) {
        out.write(octet);
      } else {
        out.writeBytes(part.toString().getBytes(StandardCharsets.UTF_8));
      }
    }
    return out.toByteArray();
  }

  /** The value at a pointer, read from bytes that stand among others. */
  static BodyValue read(ProtoMessage type, String pointer, byte[] body) throws ProtocolException {
    PointerTree tree = new PointerTree();
    int slot = tree.add(pointer);
    new ProtobufFormat(type).require(pointer, null);
    BodyReader reader = new ProtobufFormat(type).newReader(tree);
    byte[] among = new byte[body.length + 7];
    System.arraycopy(body, 0, among, 3, body.length);
    reader.read(among, 3, 3 + body.length);
    return reader.value(slot);
  }

  /** The type and characters of the value of a frame at a pointer. */
  static String frame(String pointer, Object... parts) throws ProtocolException {
    BodyValue value = read(FRAME, pointer, bytes(parts));
    return value.type() + " " + value;
  }

  /**
   * Texts in braces are variables, which have the text of the context; all others stand for
   * themselves.
   */
  static ValueWriter<String> compile(String text, String key) {
    if (text.equals("bad")) {
      throw new IllegalArgumentException("expected a good one at " + key);
    }
    return text.equals("{}")
        ? (context, out) -> ByteBufUtil.writeUtf8(out, context)
        : new Constant<>(text);
  }

  /** A text that stands for itself. */
  record Constant<C>(String text) implements ValueWriter<C> {
    @Override
    public void write(C context, ByteBuf out) {
      ByteBufUtil.writeUtf8(out, text);
    }

    @Override
    public boolean isConstant() {
      return true;
    }
  }
}
