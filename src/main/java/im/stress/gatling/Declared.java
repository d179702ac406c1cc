package im.stress.gatling;

import im.stress.config.HeartbeatSettings;
import im.stress.config.MessageSettings;
import im.stress.model.Measurable;
import im.stress.protocol.Traits;
import im.stress.protocol.Traits.HeartbeatKind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What the scenarios of a simulation let their users do, as far as figures depend on it. Filled
 * while the simulation is constructed, before the first user comes; belongs to that thread.
 */
public final class Declared {
  private final Set<MessageSettings> messages = new LinkedHashSet<>();
  private final Set<HeartbeatSettings> heartbeats = new LinkedHashSet<>();
  private final Set<Duration> stays = new LinkedHashSet<>();

  /** Nothing yet. */
  Declared() {}

  void messages(MessageSettings settings) {
    if (settings.enabled()) {
      messages.add(settings);
    }
  }

  void heartbeats(HeartbeatSettings settings) {
    if (settings.enabled()) {
      heartbeats.add(settings);
    }
  }

  void stay(Duration time) {
    stays.add(time);
  }

  /** All kinds of messages that are written; none that are off. */
  public Set<MessageSettings> messages() {
    return messages;
  }

  Set<HeartbeatSettings> heartbeats() {
    return heartbeats;
  }

  /** The shortest stay that ends before the run; empty = all stay to the end. */
  Optional<Duration> shortestStay() {
    return stays.stream().min(Duration::compareTo);
  }

  /** What there is to measure, in a protocol with these traits. */
  public List<Measurable> measures(Traits traits) {
    List<Measurable> measures = new ArrayList<>();
    if (!messages.isEmpty()) {
      measures.add(Measurable.LEDGER);
      measures.add(Measurable.DELIVERY);
      if (traits.acknowledgesMessages()) {
        measures.add(Measurable.ACK);
      }
    }
    if (!heartbeats.isEmpty() && traits.heartbeatKind() != HeartbeatKind.NONE) {
      measures.add(Measurable.HEARTBEAT);
    }
    return measures;
  }
}
