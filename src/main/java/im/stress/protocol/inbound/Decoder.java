package im.stress.protocol.inbound;

import im.stress.protocol.body.BodyValue;

/** Makes other bytes of the bytes of a value. One for each place and event loop. */
abstract class Decoder {
  private byte[] array;
  private int start;
  private int end;

  /** Leaves the bytes as they are: what follows says what they are. */
  static Decoder none() {
    return new Decoder() {
      @Override
      boolean decode(BodyValue value) {
        return found(value.array(), value.start(), value.end());
      }

      @Override
      String expected() {
        return "text";
      }
    };
  }

  /**
   * Decodes a value that has bytes.
   *
   * @return whether there is anything; what there is stands in {@link #array} from {@link #start}
   *     to {@link #end}
   * @throws IllegalArgumentException when the bytes are not encoded so
   */
  abstract boolean decode(BodyValue value);

  /** What it takes, for errors. */
  abstract String expected();

  final boolean found(byte[] newArray, int newStart, int newEnd) {
    array = newArray;
    start = newStart;
    end = newEnd;
    return true;
  }

  final byte[] array() {
    return array;
  }

  final int start() {
    return start;
  }

  final int end() {
    return end;
  }

  /** Index of the first occurrence of {@code mark} in the value, or -1. */
  static int indexOf(BodyValue value, byte[] mark) {
    byte[] bytes = value.array();
    for (int i = value.start(); i <= value.end() - mark.length; i++) {
      int same = 0;
      while (same < mark.length && bytes[i + same] == mark[same]) {
        same++;
      }
      if (same == mark.length) {
        return i;
      }
    }
    return -1;
  }
}
