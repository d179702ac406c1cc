package im.stress.measure;

/**
 * Who is in a group, who should be, and who is still to come. Members are numbered from 0. Not
 * thread-safe: guarded by the lock of its {@link GroupLedger}.
 */
final class GroupMembers {
  private final int most;

  /** One row each: who is known to be a member, with a connection. */
  private final MemberBits present;

  /** Who is online, and asked in vain to be a member. */
  private final MemberBits barred;

  /** Who is not waited for any more, since it has come or won't. */
  private final MemberBits decided;

  /** Who was a member, now or before. */
  private final MemberBits known;

  /** Who asked to be a member, on any connection, and was not refused since. */
  private final MemberBits asked;

  /** So many may come. */
  GroupMembers(int most) {
    this.most = most;
    present = new MemberBits(1, most);
    barred = new MemberBits(1, most);
    decided = new MemberBits(1, most);
    known = new MemberBits(1, most);
    asked = new MemberBits(1, most);
  }

  /** Asks to be a member, or is one without asking. */
  void asks(int member) {
    asked.set(0, member);
  }

  /** Is a member from now on; false = was one before. */
  boolean joined(int member) {
    present.set(0, member);
    barred.clear(0, member);
    decided.set(0, member);
    boolean isNew = !known.get(0, member);
    known.set(0, member);
    return isNew;
  }

  /** The wish to join was refused. */
  void refused(int member) {
    asked.clear(0, member);
    unanswered(member);
  }

  /** The wish to join was not answered. */
  void unanswered(int member) {
    barred.set(0, member);
    decided.set(0, member);
  }

  /** Is not waited for any more. */
  void staysOut(int member) {
    decided.set(0, member);
  }

  void connectionLost(int member) {
    present.clear(0, member);
    barred.clear(0, member);
    decided.set(0, member);
  }

  /** Whether nobody was a member but this one. */
  boolean isFirst(int member) {
    return known.get(0, member) && known.count(0) == 1;
  }

  /** Whether each who may come has come, or won't. */
  boolean isReady() {
    return decided.count(0) == most;
  }

  /** Whether messages of this one are for anybody. */
  boolean hasOthers(int member) {
    return others(present, member) + others(barred, member) > 0;
  }

  /** How many, but this one, asked in vain to be members. */
  int barredBut(int member) {
    return others(barred, member);
  }

  private static int others(MemberBits bits, int member) {
    return bits.count(0) - (bits.get(0, member) ? 1 : 0);
  }

  /** Whether the server may think that it is a member. */
  boolean mayBeMember(int member) {
    return asked.get(0, member);
  }

  /** Those present but this one, into a row of others. */
  void copyPresentBut(int member, MemberBits to, int row) {
    to.copy(row, present, 0);
    to.clear(row, member);
  }
}
