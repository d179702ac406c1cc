package im.stress.user;

import im.stress.measure.LoopMeasure;
import im.stress.model.Counter;

/**
 * The last look of one user who polls: what the server has for it when it leaves decides which
 * messages were lost, and which were there and its polls passed them over. Without an answer nobody
 * knows. Belongs to the user's event loop.
 */
final class LastLook {
  private final UserLoop loop;
  private final Speaker user;
  private final long patienceNanos;
  private boolean begun;
  private boolean over;
  private long endNanos;

  /** A look that is still to come. */
  LastLook(UserLoop loop, Speaker user) {
    this.loop = loop;
    this.user = user;
    this.patienceNanos = loop.context.settings.heartbeat().timeout().toNanos();
  }

  /** Looks, the first time that a user is asked who is online; whether it is waited for. */
  boolean isAwaited(long now) {
    if (!loop.context.traits.polls()) {
      return false;
    }
    if (!begun) {
      begun = true;
      endNanos = now + patienceNanos;
      user.lastLook();
    }
    if (now >= endNanos) {
      over(false);
    }
    return !over;
  }

  /** The look that was begun is over. */
  void over(boolean answered) {
    if (begun) {
      over(answered, loop.measure);
    }
  }

  /** The user won't look any more, be it that it could not. */
  void close(LoopMeasure closing) {
    over(false, closing);
  }

  private void over(boolean answered, LoopMeasure counting) {
    if (!over) {
      over = true;
      counting.count(answered ? Counter.LAST_LOOKS : Counter.LAST_LOOKS_UNANSWERED);
      if (!answered) {
        loop.context.ledgers.unseenBy(user.index());
      }
    }
  }
}
