package im.stress.protocol.protobuf;

import im.stress.protocol.ProtocolException;
import im.stress.protocol.protobuf.ProtoMessage.Field;
import im.stress.text.OneLine;
import java.nio.charset.StandardCharsets;

/**
 * A message as one line for people: fields by their names, messages in braces, unknown fields by
 * number; of a broken message what is good, and then the error.
 */
public final class ProtobufText {
  private final WireInput in = new WireInput();
  private final StringBuilder out;

  private ProtobufText(StringBuilder out) {
    this.out = out;
  }

  /** Appends the message of this type that stands in these bytes. */
  public static void append(
      ProtoMessage type, byte[] bytes, int start, int end, StringBuilder out) {
    ProtobufText text = new ProtobufText(out);
    text.in.reset(bytes, start);
    try {
      text.message(type, end, 0);
    } catch (ProtocolException e) {
      text.space();
      out.append("… at byte ").append(e.offset()).append(": ").append(e.getMessage());
    }
  }

  private void message(ProtoMessage type, int end, int depth) throws ProtocolException {
    if (depth > Wire.MAX_DEPTH) {
      throw in.error("expected at most " + Wire.MAX_DEPTH + " messages in messages", in.at());
    }
    while (in.at() < end) {
      int tag = in.tag(end);
      Field field = type.field(Wire.numberOf(tag));
      space();
      if (field == null) {
        out.append(Wire.numberOf(tag)).append(": ");
        unknown(Wire.typeOf(tag), end);
      } else {
        out.append(field.name()).append(": ");
        in.requireWire(field, Wire.typeOf(tag));
        field(field, Wire.typeOf(tag), end, depth);
      }
    }
  }

  private void space() {
    if (!out.isEmpty() && out.charAt(out.length() - 1) != ' ') {
      out.append(' ');
    }
  }

  private void unknown(int wireType, int end) throws ProtocolException {
    switch (wireType) {
      case Wire.VARINT -> out.append(in.varint(end));
      case Wire.FOUR_BYTES -> out.append("0x").append(Integer.toHexString(in.fourBytes(end)));
      case Wire.EIGHT_BYTES -> out.append("0x").append(Long.toHexString(in.eightBytes(end)));
      case Wire.LENGTH -> bytes(in.endOfLength(end));
      default -> in.skip(wireType, end);
    }
  }

  private void bytes(int end) {
    out.append('<').append(end - in.at()).append(end - in.at() == 1 ? " byte>" : " bytes>");
    in.goTo(end);
  }

  private void field(Field field, int wireType, int end, int depth) throws ProtocolException {
    if (wireType != Wire.LENGTH) {
      scalar(field, end);
      return;
    }
    int last = in.endOfLength(end);
    switch (field.kind()) {
      case MESSAGE -> {
        out.append("{ ");
        message(field.message(), last, depth + 1);
        space();
        out.append('}');
      }
      case BYTES -> bytes(last);
      case STRING -> {
        out.append('"').append(OneLine.of(textUntil(last))).append('"');
        in.goTo(last);
      }
      default -> packed(field, last);
    }
  }

  private String textUntil(int end) {
    return new String(in.bytes(), in.at(), end - in.at(), StandardCharsets.UTF_8);
  }

  private void packed(Field field, int end) throws ProtocolException {
    out.append('[');
    for (String gap = ""; in.at() < end; gap = ", ") {
      out.append(gap);
      scalar(field, end);
    }
    out.append(']');
  }

  private void scalar(Field field, int end) throws ProtocolException {
    long bits = in.bits(field.kind(), end);
    if (field.kind() == Kind.BOOL) {
      out.append(bits != 0);
      return;
    }
    ProtoEnum.Constant name = field.kind() == Kind.ENUM ? field.names().numbered((int) bits) : null;
    out.append(name == null ? Numbers.toText(field.kind(), bits) : name.name());
  }
}
