package im.stress.protocol.template;

import im.stress.channel.NumberType;
import im.stress.protocol.outbound.IdForm;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The numbers that ids of the form {@code sequence} are, by the position of a message on its
 * connection.
 *
 * @param first of them
 * @param most after this one comes 0: all bits of the server's field; {@link Long#MAX_VALUE} = no
 *     connection lives so long
 */
record IdSequence(long first, long most) {
  /** Is the number of no message, whatever the first is. */
  static final long NO_NUMBER = Long.MIN_VALUE / 2;

  private static final long NOWHERE = -1;

  static final String FIRST = "first";
  static final String WIDTH = "width";
  private static final Map<String, Long> WIDTHS = new LinkedHashMap<>();

  static {
    for (NumberType type : new NumberType[] {NumberType.U8, NumberType.U16, NumberType.U32}) {
      WIDTHS.put(type.key(), type.most());
    }
  }

  /** What the block {@code id} says of them. */
  static IdSequence read(SettingsBlock id, IdForm form) {
    long first = id.number(FIRST).orElse(1L);
    if (id.value(WIDTH).isEmpty()) {
      return new IdSequence(first, Long.MAX_VALUE);
    }
    if (form != IdForm.SEQUENCE) {
      throw id.error(WIDTH, "expected form = sequence beside it, got " + form.key());
    }
    long most = id.choice(WIDTH, WIDTHS);
    if (first < 0 || first > most) {
      throw id.error(FIRST, "expected 0 to " + most + ", got " + first);
    }
    return new IdSequence(first, most);
  }

  /** The number of the message at a position, which counts from 0. */
  long number(long position) {
    return beginsAnew() ? (first + position) & most : first + position;
  }

  /**
   * The position of the latest message with a number; negative = there was none.
   *
   * @param last position of the latest message of all
   */
  long position(long number, long last) {
    if (!beginsAnew()) {
      return number - first;
    }
    return number < 0 || number > most ? NOWHERE : last - ((first + last - number) & most);
  }

  private boolean beginsAnew() {
    return most < Long.MAX_VALUE;
  }
}
