package im.stress.user;

import im.stress.config.LedgerWindow;
import im.stress.config.MessageSettings;

/**
 * What all users have in common who write messages of one kind. Immutable.
 *
 * @param settings when, how large, to whom
 * @param contacts those of each user of the process
 * @param window of each ledger from one user to another
 */
record Messaging(MessageSettings settings, Contacts contacts, LedgerWindow window) {

  /** To how many others each user writes. */
  int recipients() {
    return settings.enabled() ? contacts.perUser() : 0;
  }
}
