package im.stress.user;

import im.stress.config.GroupSettings;
import im.stress.config.GroupWindow;
import im.stress.config.MessageSettings;
import im.stress.config.StressSettings;
import im.stress.measure.GroupLedger;
import im.stress.measure.LedgerSamples;
import im.stress.measure.LoopMeasure;
import java.util.Collection;
import java.util.Comparator;

/**
 * The groups of the users of one process: consecutive users each, the same ones whatever the number
 * of processes, none in two of them. Groups are numbered over all machines. Safe on any thread.
 */
final class Groups {
  private final GroupSettings settings;
  private final int firstUserOfMachine;
  private final int firstOfMachine;
  private final int first;
  private final GroupLedger[] ledgers;

  /**
   * Groups in which nobody is yet.
   *
   * @param written the kinds of messages that members write: the ledgers hold what comes where all
   *     of them write the most frequent one
   */
  Groups(StressSettings settings, Collection<MessageSettings> written, int firstUser, int users) {
    this.settings = settings.groups();
    this.firstUserOfMachine = settings.firstUser();
    this.firstOfMachine = settings.machine().id() * this.settings.count(settings.load().users());
    this.first = this.settings.enabled() ? group(firstUser) : 0;
    this.ledgers = new GroupLedger[this.settings.enabled() ? this.settings.count(users) : 0];
    GroupWindow window =
        written.stream()
            .map(message -> GroupWindow.of(settings, message, users))
            .max(Comparator.comparingInt(GroupWindow::messages))
            .orElseGet(() -> GroupWindow.of(settings, users));
    for (int i = 0; i < ledgers.length; i++) {
      int start = firstUser + i * this.settings.size();
      int members = Math.min(this.settings.size(), firstUser + users - start);
      ledgers[i] =
          new GroupLedger(first + i, start, members, window.messages(), window.awaited().toNanos());
    }
  }

  /** The number of the group that a user of this machine belongs to. */
  private int group(int user) {
    return firstOfMachine + (user - firstUserOfMachine) / settings.size();
  }

  /** The ledger of a user's group; null = there are no groups. */
  GroupLedger ofUser(int user) {
    return ledgers.length == 0 ? null : ledgers[group(user) - first];
  }

  /** This user is not waited for any more by its group; it may come all the same. */
  void staysOut(int user) {
    GroupLedger ledger = ofUser(user);
    if (ledger != null) {
      ledger.staysOut(user);
    }
  }

  /** The ledger of the group with this number; null = it is none of this process. */
  GroupLedger numbered(int group) {
    int place = group - first;
    return place < 0 || place >= ledgers.length ? null : ledgers[place];
  }

  /** Closes all ledgers; a second call is idle. */
  void settle(LoopMeasure measure, LedgerSamples samples) {
    for (GroupLedger ledger : ledgers) {
      ledger.settleAll(measure, samples);
    }
  }
}
