package im.stress.protocol.protobuf;

import im.stress.protocol.ProtocolException;
import im.stress.protocol.body.BodyElements;
import im.stress.protocol.body.BodyFormat;
import im.stress.protocol.body.BodyReader;
import im.stress.protocol.body.BodyValue;
import im.stress.protocol.body.PointerTree;
import im.stress.protocol.protobuf.ProtoMessage.Field;

/** Bodies that are a string or bytes, elements of a list: only the empty pointer leads to them. */
final class ScalarFormat implements BodyFormat {
  private final Field field;

  ScalarFormat(Field field) {
    this.field = field;
  }

  @Override
  public void require(String pointer, Object wanted) {
    if (!pointer.isEmpty()) {
      throw new IllegalArgumentException(
          "expected nothing below an element that is "
              + field.kind().words()
              + ", got \""
              + pointer
              + "\"");
    }
    if (wanted != null) {
      Scalars.require(field, wanted);
    }
  }

  @Override
  public BodyReader newReader(PointerTree pointers) {
    pointers.pointers().forEach(pointer -> require(pointer, null));
    return new Reader(field.kind());
  }

  @Override
  public BodyElements elements(String pointer) {
    throw new IllegalArgumentException(
        "expected no elements in " + field.kind().words() + ", got \"" + pointer + "\"");
  }

  /** The whole body is the value. */
  private static final class Reader implements BodyReader {
    private final Kind kind;
    private final BodyValue whole = new BodyValue("");

    Reader(Kind kind) {
      this.kind = kind;
    }

    @Override
    public void read(byte[] bytes, int start, int end) throws ProtocolException {
      if (kind == Kind.STRING) {
        ValueSetter.requireUtf8(bytes, start, end, 0);
        whole.setText(bytes, start, end, 0);
      } else {
        whole.setBytes(bytes, start, end, 0);
      }
    }

    @Override
    public BodyValue value(int slot) {
      return whole;
    }
  }
}
