package im.stress.protocol.protobuf;

import im.stress.protocol.ProtocolException;
import im.stress.protocol.body.BodyValue;
import im.stress.protocol.body.Utf8;
import im.stress.protocol.protobuf.ProtoMessage.Field;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;

/** Makes values of what stands on the wire. Not thread-safe. */
final class ValueSetter {
  private static final int MOST_DIGITS = 20;

  private final WireInput in;
  private final char[] digits = new char[MOST_DIGITS];

  ValueSetter(WireInput in) {
    this.in = in;
  }

  /** A message, list or map becomes the value. */
  void container(BodyValue value, int start, int end) {
    value.setContainer(in.bytes(), start, end, start == end, in.offsetOf(start));
  }

  /** The value that a field without presence has when it is not on the wire. */
  void setDefault(Field field, BodyValue value) {
    int offset = in.offsetOf(in.at());
    switch (field.kind()) {
      case STRING -> value.setText(in.bytes(), in.at(), in.at(), offset);
      case BYTES -> value.setBytes(in.bytes(), in.at(), in.at(), offset);
      case ENUM -> name(field.names().first(), value, offset);
      default -> number(field.kind(), 0, value, offset);
    }
  }

  /** Reads the value of a field that is no message. */
  void set(Field field, BodyValue value, int end) throws ProtocolException {
    int offset = in.offsetOf(in.at());
    switch (field.kind()) {
      case STRING -> text(value, end);
      case BYTES -> {
        int last = in.endOfLength(end);
        value.setBytes(in.bytes(), in.at(), last, in.offsetOf(in.at()));
        in.goTo(last);
      }
      case ENUM -> constant(field.names(), (int) in.varint(end), value, offset);
      default -> number(field.kind(), in.bits(field.kind(), end), value, offset);
    }
  }

  private void text(BodyValue value, int end) throws ProtocolException {
    int last = in.endOfLength(end);
    int offset = in.offsetOf(in.at());
    requireUtf8(in.bytes(), in.at(), last, offset);
    value.setText(in.bytes(), in.at(), last, offset);
    in.goTo(last);
  }

  /** Offsets of errors count from the start of the body. */
  static void requireUtf8(byte[] bytes, int start, int end, int offset) throws ProtocolException {
    try {
      Utf8.requireValid(bytes, start, end);
    } catch (ProtocolException e) {
      throw new ProtocolException(e.getMessage(), e.offset() + offset);
    }
  }

  private static void constant(ProtoEnum names, int number, BodyValue value, int offset) {
    ProtoEnum.Constant constant = names.numbered(number);
    if (constant == null) {
      value.setNumber(number, offset);
    } else {
      name(constant, value, offset);
    }
  }

  private static void name(ProtoEnum.Constant constant, BodyValue value, int offset) {
    value.setText(constant.ascii(), 0, constant.ascii().length, offset);
  }

  private void number(Kind kind, long bits, BodyValue value, int offset) {
    if (kind == Kind.BOOL) {
      value.setTruth(bits != 0, offset);
    } else if (kind.isFraction()) {
      fraction(kind, bits, value, offset);
    } else if (Numbers.isBeyondLong(kind, bits)) {
      unsigned(bits, value, offset);
    } else {
      value.setNumber(Numbers.whole(kind, bits), offset);
    }
  }

  /** Makes a text of a number that is not whole: no message of ours has one. */
  private static void fraction(Kind kind, long bits, BodyValue value, int offset) {
    double fraction = Numbers.fraction(kind, bits);
    if (Numbers.isWhole(fraction)) {
      value.setNumber((long) fraction, offset);
      return;
    }
    try {
      value.beginNumber(offset).write(Numbers.digits(kind, bits));
    } catch (IOException e) {
      throw new UncheckedIOException(e); // it writes to memory
    }
    value.endNumber();
  }

  private void unsigned(long bits, BodyValue value, int offset) {
    int from = MOST_DIGITS;
    for (long rest = bits; rest != 0; rest = Long.divideUnsigned(rest, 10)) {
      digits[--from] = (char) ('0' + Long.remainderUnsigned(rest, 10));
    }
    Writer writer = value.beginNumber(offset);
    try {
      writer.write(digits, from, MOST_DIGITS - from);
    } catch (IOException e) {
      throw new UncheckedIOException(e); // it writes to memory
    }
    value.endNumber();
  }
}
