package im.stress.protocol.inbound;

import im.stress.protocol.body.BodyValue;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/** What a value has to be. Immutable; two that ask for the same are equal. */
public sealed interface ValueTest {

  /** Whether the value is so. */
  boolean holds(BodyValue value);

  /** Exactly this text; of bytes, what they are as text. */
  record Text(String text) implements ValueTest {
    @Override
    public boolean holds(BodyValue value) {
      return value.is(BodyValue.Type.TEXT, text) || value.is(BodyValue.Type.BYTES, text);
    }
  }

  /** This number, as it is written. */
  record WholeNumber(long number, String text) implements ValueTest {
    /** The number with its digits. */
    public WholeNumber(long number) {
      this(number, Long.toString(number));
    }

    @Override
    public boolean holds(BodyValue value) {
      return value.isWhole() ? value.number() == number : value.is(BodyValue.Type.NUMBER, text);
    }
  }

  /** True or false. */
  record Truth(boolean truth) implements ValueTest {
    @Override
    public boolean holds(BodyValue value) {
      return value.type() == (truth ? BodyValue.Type.TRUE : BodyValue.Type.FALSE);
    }
  }

  /** A whole number from {@code min} to {@code max}. */
  record Range(long min, long max) implements ValueTest {
    @Override
    public boolean holds(BodyValue value) {
      return value.isWhole() && value.number() >= min && value.number() <= max;
    }
  }

  /** Anything but nothing. */
  record Present() implements ValueTest {
    @Override
    public boolean holds(BodyValue value) {
      return !value.isAbsent();
    }
  }

  /** Nothing, or null. */
  record Absent() implements ValueTest {
    @Override
    public boolean holds(BodyValue value) {
      return value.isAbsent();
    }
  }

  /** A text, an object or an array with nothing in it. */
  record Empty() implements ValueTest {
    @Override
    public boolean holds(BodyValue value) {
      return value.isEmpty();
    }
  }

  /** A text that begins so. */
  record StartsWith(String text) implements ValueTest {
    @Override
    public boolean holds(BodyValue value) {
      return value.startsWith(text);
    }
  }

  /** A text with this in it. */
  final class Contains implements ValueTest {
    private final byte[] text;

    /** This text. */
    public Contains(String text) {
      this.text = text.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public boolean holds(BodyValue value) {
      return value.hasBytes() && Decoder.indexOf(value, text) >= 0;
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Contains same && Arrays.equals(text, same.text);
    }

    @Override
    public int hashCode() {
      return Arrays.hashCode(text);
    }
  }

  /** One of several. */
  record AnyOf(List<ValueTest> tests) implements ValueTest {
    @Override
    public boolean holds(BodyValue value) {
      for (int i = 0; i < tests.size(); i++) { // without the object that is an iterator
        if (tests.get(i).holds(value)) {
          return true;
        }
      }
      return false;
    }
  }
}
