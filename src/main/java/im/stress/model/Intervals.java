package im.stress.model;

import java.util.List;
import java.util.function.Function;

/**
 * At which intervals the users of a simulation do what they do again and again, as its scenarios
 * have it. Microseconds, ascending, each value once; of random arrivals the mean. None = nobody
 * does it.
 */
public record Intervals(
    List<Long> messageMicros, List<Long> groupMessageMicros, List<Long> heartbeatMicros) {
  /** Of users who only stay. */
  public static final Intervals NONE = new Intervals(List.of(), List.of(), List.of());

  /** What a file lacks is none. */
  public Intervals {
    messageMicros = ascending(messageMicros);
    groupMessageMicros = ascending(groupMessageMicros);
    heartbeatMicros = ascending(heartbeatMicros);
  }

  private static List<Long> ascending(List<Long> micros) {
    return micros == null ? List.of() : micros.stream().distinct().sorted().toList();
  }

  /** Those of several processes together. */
  public static Intervals merge(List<Intervals> all) {
    return new Intervals(
        join(all, Intervals::messageMicros),
        join(all, Intervals::groupMessageMicros),
        join(all, Intervals::heartbeatMicros));
  }

  private static List<Long> join(List<Intervals> all, Function<Intervals, List<Long>> part) {
    return all.stream().map(part).flatMap(List::stream).toList();
  }
}
