package im.stress.target;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** What came of one connection: put in by its event loop, taken out by one thread that waits. */
final class Inbox {
  private final BlockingQueue<Event> arriving = new LinkedBlockingQueue<>();

  /** What came and was not asked for yet. */
  private final List<Event> kept = new ArrayList<>();

  void put(Event event) {
    arriving.add(event);
  }

  /**
   * Blocks until there is something that is wanted, or an end; what else came is kept for later.
   *
   * @return the end as often as it is met; empty = neither came in time, or the thread was
   *     interrupted
   */
  Optional<Event> take(Predicate<Event> wanted, Duration limit) {
    long deadline = System.nanoTime() + limit.toNanos();
    for (Iterator<Event> each = kept.iterator(); each.hasNext(); ) {
      Event event = each.next();
      if (event.isEnd()) {
        return Optional.of(event);
      }
      if (wanted.test(event)) {
        each.remove();
        return Optional.of(event);
      }
    }
    return next(wanted, deadline);
  }

  private Optional<Event> next(Predicate<Event> wanted, long deadline) {
    try {
      Event event;
      while ((event = arriving.poll(deadline - System.nanoTime(), TimeUnit.NANOSECONDS)) != null) {
        if (event.isEnd()) {
          kept.add(event);
        }
        if (event.isEnd() || wanted.test(event)) {
          return Optional.of(event);
        }
        kept.add(event);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return Optional.empty();
  }

  /** What came and was not asked for, of this kind, the oldest first. */
  <T extends Event> Stream<T> unasked(Class<T> kind) {
    arriving.drainTo(kept);
    return kept.stream().filter(kind::isInstance).map(kind::cast);
  }
}
