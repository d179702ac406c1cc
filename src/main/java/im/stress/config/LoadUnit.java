package im.stress.config;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** What a load is counted in. */
public enum LoadUnit {
  /** Users online. */
  USERS("users", "users"),
  /** Messages from user to user, of a fixed number of users. */
  RATE("rate", "messages a second");

  private final String key;
  private final String words;

  LoadUnit(String key, String words) {
    this.key = key;
    this.words = words;
  }

  /** Its name in options and result files. */
  @Override
  public String toString() {
    return key;
  }

  /** What is counted, for people. */
  public String words() {
    return words;
  }

  /** A load as people read it: {@code 1,550 users}. */
  public String text(long load) {
    return String.format(Locale.ROOT, "%,d %s", load, words);
  }

  /** The unit of this name. */
  public static Optional<LoadUnit> named(String key) {
    return Arrays.stream(values()).filter(unit -> unit.key.equals(key)).findFirst();
  }

  /** All names, for people. */
  public static String names() {
    return Arrays.stream(values()).map(LoadUnit::toString).collect(Collectors.joining(" or "));
  }
}
