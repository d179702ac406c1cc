package im.stress.run;

import im.stress.report.CapacityFinding;
import im.stress.report.CapacitySummary.Level;
import im.stress.report.CapacitySummary.Purpose;
import im.stress.report.CapacitySummary.Range;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeSet;

/**
 * The search for the largest load that holds, as a function of the levels that were tried so far:
 * doubles from the smallest load until a level doesn't hold, halves what lies between until that is
 * narrow enough, and runs the load that was found once more. If it doesn't hold then, the next
 * lower one is run once more, and so on. A smallest load that doesn't hold is tried again, since a
 * cold target may fail its first run.
 *
 * <p>Every level is either above all before it, within the interval that was left, or a load that
 * held and was not confirmed: so the search ends, see {@link #mostLevels}.
 */
record CapacitySearch(Range range) {
  /**
   * After so many failed confirmations nothing is narrowed any more: the figures vary by more than
   * the interval.
   */
  private static final int MOST_NARROWED = 2;

  /** A level to be tried. */
  record Probe(Purpose purpose, long load) {}

  /** What is known so far. */
  private static final class State {
    private final NavigableSet<Long> held = new TreeSet<>();
    private Level limit;
    private boolean confirmed;
    private int refuted;

    State(List<Level> tried) {
      tried.forEach(this::add);
    }

    private void add(Level level) {
      boolean confirms = level.purpose() == Purpose.CONFIRM;
      confirmed |= confirms && level.held();
      if (level.held()) {
        held.add(level.load());
        // The smallest load may have failed before it held.
        limit = limit != null && limit.load() <= level.load() ? null : limit;
        return;
      }
      refuted += confirms ? 1 : 0;
      held.remove(level.load());
      limit = level;
    }
  }

  /** The first level. */
  Probe first() {
    return new Probe(Purpose.SEARCH, range.from());
  }

  /** The level to be tried after these, all of which came to their end; empty at the end. */
  Optional<Probe> next(List<Level> tried) {
    if (tried.isEmpty()) {
      return Optional.of(first());
    }
    State state = new State(tried);
    if (state.held.isEmpty()) {
      return tried.size() == 1
          ? Optional.of(new Probe(Purpose.AGAIN, range.from()))
          : Optional.empty();
    }
    return state.confirmed ? Optional.empty() : Optional.of(next(state));
  }

  private Probe next(State state) {
    long low = state.held.last();
    if (state.limit == null) {
      return low < range.to()
          ? new Probe(Purpose.SEARCH, Math.min(2 * low, range.to()))
          : new Probe(Purpose.CONFIRM, low);
    }
    long high = state.limit.load();
    return isNarrow(low, high) || state.refuted >= MOST_NARROWED
        ? new Probe(Purpose.CONFIRM, low)
        : new Probe(Purpose.SEARCH, low + (high - low) / 2);
  }

  private boolean isNarrow(long low, long high) {
    return high - low <= Math.max(1, range.precision() * low);
  }

  /** What these levels found; empty while there is a next one. */
  Optional<CapacityFinding> finding(List<Level> tried) {
    if (next(tried).isPresent()) {
      return Optional.empty();
    }
    return Optional.of(soFar(tried));
  }

  /** What these levels found, whether or not there is a next one. */
  CapacityFinding soFar(List<Level> tried) {
    State state = new State(tried);
    return new CapacityFinding(
        state.held.isEmpty() ? OptionalLong.empty() : OptionalLong.of(state.held.last()),
        Optional.ofNullable(state.limit));
  }

  /** Levels of a search in which every load that held holds once more. */
  int usualLevels() {
    return doublings() + halvings() + 1;
  }

  /** No search has more levels than this, whatever the target does. */
  int mostLevels() {
    int tried = doublings() + 1 + MOST_NARROWED * halvings();
    return 2 * tried;
  }

  /** From the smallest load to the largest, both included. */
  private int doublings() {
    int doublings = 1;
    for (long load = range.from(); load < range.to(); load = Math.min(2 * load, range.to())) {
      doublings++;
    }
    return doublings;
  }

  /** Until an interval as wide as its lower end is narrow. */
  private int halvings() {
    int halvings = 0;
    double most = Math.max(1.0 / range.to(), range.precision());
    for (double width = 1; width > most; width /= 2) {
      halvings++;
    }
    return halvings + 1;
  }
}
