package im.stress.measure;

import im.stress.model.Counter;
import java.util.stream.IntStream;

/** A group of users 100, 101 …, its ledger, and what is counted. Members are told by 0, 1 … */
final class TestGroup {
  static final int FIRST = 100;
  static final int WINDOW = 16;
  static final long AWAITED = 1_000;

  final GroupLedger ledger;
  final ShardMeasure shard = new ShardMeasure(EpochClock.startingNow(), new SilentLog());
  final LoopMeasure measure = shard.newLoop();
  final GroupArrival arrival = new GroupArrival();

  /** The time at which messages are sent. */
  long now;

  private TestGroup(int most, int window) {
    ledger = new GroupLedger(3, FIRST, most, window, AWAITED);
  }

  /** A group that nobody has joined yet. */
  static TestGroup empty(int most) {
    return new TestGroup(most, WINDOW);
  }

  /** A group in which all are. */
  static TestGroup of(int members) {
    return of(members, WINDOW);
  }

  /** The same, of which so many messages can be told apart. */
  static TestGroup of(int members, int window) {
    TestGroup group = new TestGroup(members, window);
    IntStream.range(0, members).forEach(group::join);
    return group;
  }

  void join(int member) {
    ledger.asks(FIRST + member);
    ledger.joined(FIRST + member, measure);
  }

  void refuse(int member) {
    ledger.asks(FIRST + member);
    ledger.refused(FIRST + member);
  }

  void loseConnection(int member) {
    ledger.connectionLost(FIRST + member);
  }

  int send(int sender) {
    return ledger.sent(FIRST + sender, 0, now, measure, shard.samples());
  }

  GroupArrival.Kind arrive(int sequence, int... members) {
    for (int member : members) {
      ledger.arrived(sequence, FIRST + member, arrival);
    }
    return arrival.kind();
  }

  void settle() {
    ledger.settleAll(measure, shard.samples());
  }

  long total(Counter counter) {
    return shard.total(counter);
  }
}
