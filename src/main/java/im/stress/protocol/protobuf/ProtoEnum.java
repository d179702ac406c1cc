package im.stress.protocol.protobuf;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/** The names of an enum, and their numbers. Safe on any thread. */
public final class ProtoEnum {
  private final String name;
  private final List<String> names;
  private final Constant first;
  private final Constant[] byNumber;

  /**
   * Takes the constants in the order of the file; of several with one number the first names it.
   */
  ProtoEnum(String name, List<Constant> constants) {
    this.name = name;
    names = constants.stream().map(Constant::name).toList();
    first = constants.get(0);
    byNumber = constants.toArray(Constant[]::new);
    Arrays.sort(byNumber, Comparator.comparingInt(Constant::number));
  }

  /** A name and its number. */
  @SuppressWarnings("ArrayRecordComponent") // nobody compares constants
  record Constant(String name, int number, byte[] ascii) {
    Constant(String name, int number) {
      this(name, number, name.getBytes(StandardCharsets.US_ASCII));
    }
  }

  /** The whole name, with its package. */
  public String name() {
    return name;
  }

  /** The names, in the order of the file. */
  public Collection<String> names() {
    return names;
  }

  /** What a field without presence is when it is not on the wire. */
  Constant first() {
    return first;
  }

  /** The constant of this name, or null. */
  Constant named(String wanted) {
    for (Constant constant : byNumber) {
      if (constant.name.equals(wanted)) {
        return constant;
      }
    }
    return null;
  }

  /** The constant whose name stands in these bytes, or null. */
  Constant named(byte[] bytes, int start, int end) {
    for (Constant constant : byNumber) {
      if (Arrays.equals(bytes, start, end, constant.ascii, 0, constant.ascii.length)) {
        return constant;
      }
    }
    return null;
  }

  /** The constant with this number, or null. */
  Constant numbered(int number) {
    int low = 0;
    int high = byNumber.length;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (byNumber[middle].number < number) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low < byNumber.length && byNumber[low].number == number ? byNumber[low] : null;
  }
}
