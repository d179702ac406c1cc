package im.stress.measure;

/** A bit for each member of a group in each of some rows. Not thread-safe. */
final class MemberBits {
  private final long[] words;
  private final int wordsOfRow;

  MemberBits(int rows, int members) {
    wordsOfRow = (members + Long.SIZE - 1) / Long.SIZE;
    words = new long[Math.multiplyExact(rows, wordsOfRow)];
  }

  boolean get(int row, int member) {
    return (words[word(row, member)] & bit(member)) != 0;
  }

  void set(int row, int member) {
    words[word(row, member)] |= bit(member);
  }

  void clear(int row, int member) {
    words[word(row, member)] &= ~bit(member);
  }

  void clear(int row) {
    for (int i = row * wordsOfRow; i < (row + 1) * wordsOfRow; i++) {
      words[i] = 0;
    }
  }

  /** Makes a row like one of others, which have as many members. */
  void copy(int row, MemberBits others, int rowOfOthers) {
    System.arraycopy(others.words, rowOfOthers * wordsOfRow, words, row * wordsOfRow, wordsOfRow);
  }

  /** How many members are set in a row. */
  int count(int row) {
    int count = 0;
    for (int i = row * wordsOfRow; i < (row + 1) * wordsOfRow; i++) {
      count += Long.bitCount(words[i]);
    }
    return count;
  }

  /**
   * How many members are set in this row here, set in it in {@code both}, and not in {@code not}.
   */
  int count(int row, MemberBits both, MemberBits not) {
    int count = 0;
    for (int i = row * wordsOfRow; i < (row + 1) * wordsOfRow; i++) {
      count += Long.bitCount(words[i] & both.words[i] & ~not.words[i]);
    }
    return count;
  }

  private int word(int row, int member) {
    return row * wordsOfRow + member / Long.SIZE;
  }

  private static long bit(int member) {
    return 1L << member; // the shift takes the lowest six bits of the number
  }
}
