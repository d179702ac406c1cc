package im.stress.server;

import im.stress.config.SettingsException;
import im.stress.config.Times;
import io.netty.handler.codec.http.websocketx.WebSocketCloseStatus;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The faults of one server, read from {@code NAME=VALUE}. Immutable after reading, thread-safe. */
final class Faults {
  private final Map<Fault, Double> chances = new EnumMap<>(Fault.class);
  private final Map<Fault, Long> nanos = new EnumMap<>(Fault.class);
  private long stallPeriodNanos;
  private int closeCode = CloseCodes.UNEXPECTED_CONDITION;

  private Faults() {}

  /**
   * Reads and checks the faults.
   *
   * @throws SettingsException for an unknown name, a value that can't be used, or a fault given
   *     twice
   */
  static Faults parse(List<String> texts) {
    Faults faults = new Faults();
    texts.forEach(faults::add);
    return faults;
  }

  /** The share of cases in which this fault strikes, 0 when it was not asked for. */
  double chance(Fault fault) {
    return chances.getOrDefault(fault, 0.0);
  }

  /** The time of this fault in nanoseconds, 0 when it was not asked for. */
  long nanos(Fault fault) {
    return nanos.getOrDefault(fault, 0L);
  }

  /** The close code of {@link Fault#CLOSE_AFTER}. */
  int closeCode() {
    return closeCode;
  }

  /** The standstills of a server that started at this {@link System#nanoTime()}. */
  Stall stallFrom(long startNanos) {
    return new Stall(nanos(Fault.STALL), stallPeriodNanos, startNanos);
  }

  private void add(String text) {
    int equals = text.indexOf('=');
    String key = equals < 0 ? text : text.substring(0, equals);
    Optional<Fault> known = Fault.named(key.strip());
    if (known.isEmpty()) {
      throw new SettingsException(
          "fault \"" + text + "\": expected NAME=VALUE with a name of " + Fault.names());
    }
    Fault fault = known.get();
    if (chances.containsKey(fault) || nanos.containsKey(fault)) {
      throw new SettingsException("fault " + fault.key() + ": expected once, got it twice");
    }
    String value = equals < 0 ? "" : text.substring(equals + 1).strip();
    switch (fault.kind()) {
      case CHANCE -> chances.put(fault, chanceOf(fault, value));
      case TIME -> nanos.put(fault, nanosOf(fault, value));
      case STALL -> addStall(fault, value);
      case AGE_AND_CODE -> addAgeAndCode(fault, value);
    }
  }

  private void addStall(Fault fault, String value) {
    String[] times = value.split("/", -1);
    if (times.length != 2) {
      throw refused(fault, "LENGTH/PERIOD", value);
    }
    long length = nanosOf(fault, times[0]);
    stallPeriodNanos = nanosOf(fault, times[1]);
    if (length >= stallPeriodNanos) {
      throw refused(fault, "a length shorter than the period", value);
    }
    nanos.put(fault, length);
  }

  private void addAgeAndCode(Fault fault, String value) {
    int colon = value.indexOf(':');
    nanos.put(fault, nanosOf(fault, colon < 0 ? value : value.substring(0, colon)));
    if (colon >= 0) {
      closeCode = codeOf(fault, value.substring(colon + 1));
    }
  }

  private static int codeOf(Fault fault, String value) {
    try {
      int code = Integer.parseInt(value);
      if (WebSocketCloseStatus.isValidStatusCode(code)) {
        return code;
      }
    } catch (NumberFormatException e) {
      throw refused(fault, "a close code that may be sent", value);
    }
    throw refused(fault, "a close code that may be sent", value);
  }

  private static double chanceOf(Fault fault, String value) {
    try {
      double chance = Double.parseDouble(value);
      if (chance >= 0 && chance <= 1) {
        return chance;
      }
    } catch (NumberFormatException e) {
      throw refused(fault, "a share from 0 to 1", value);
    }
    throw refused(fault, "a share from 0 to 1", value);
  }

  private static long nanosOf(Fault fault, String value) {
    long time = Times.parse("fault " + fault.key(), value).toNanos();
    if (time == 0) {
      throw refused(fault, "a time of more than 0", value);
    }
    return time;
  }

  private static SettingsException refused(Fault fault, String expected, String actual) {
    return new SettingsException(
        "fault %s: expected %s, such as %s, got \"%s\""
            .formatted(fault.key(), expected, fault.example(), actual));
  }
}
