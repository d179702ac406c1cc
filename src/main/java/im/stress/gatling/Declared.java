package im.stress.gatling;

import im.stress.config.HeartbeatSettings;
import im.stress.config.MessageSettings;
import im.stress.model.Intervals;
import im.stress.model.Measurable;
import im.stress.protocol.Traits;
import im.stress.user.Writing;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What the scenarios of a simulation let their users do, as far as figures depend on it. Filled
 * while the simulation is constructed, before the first user comes; belongs to that thread.
 */
public final class Declared {
  private final List<String> populations = new ArrayList<>();
  private final Set<MessageSettings> messages = new LinkedHashSet<>();
  private final Set<MessageSettings> groupMessages = new LinkedHashSet<>();
  private final Set<HeartbeatSettings> heartbeats = new LinkedHashSet<>();
  private final Set<Duration> stays = new LinkedHashSet<>();

  /** Nothing yet. */
  Declared() {}

  void populations(List<String> names) {
    populations.addAll(names);
  }

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

  void groupMessages(MessageSettings settings) {
    if (settings.enabled()) {
      groupMessages.add(settings);
    }
  }

  void stay(Duration time) {
    stays.add(time);
  }

  /** Names of the populations that are told apart; none where all users do the same. */
  public List<String> populations() {
    return List.copyOf(populations);
  }

  /** All kinds of messages that are written; none that are off. */
  public Set<MessageSettings> messages() {
    return messages;
  }

  /** The same of those that are written to groups. */
  public Set<MessageSettings> groupMessages() {
    return groupMessages;
  }

  /** All that is written. */
  public Writing writing() {
    return new Writing(messages, groupMessages);
  }

  Set<HeartbeatSettings> heartbeats() {
    return heartbeats;
  }

  /** The shortest stay that ends before the run; empty = all stay to the end. */
  Optional<Duration> shortestStay() {
    return stays.stream().min(Duration::compareTo);
  }

  /** How often users do what they do again and again, in a protocol with these traits. */
  public Intervals intervals(Traits traits) {
    return new Intervals(
        micros(
            messages.stream()
                .filter(message -> message.arrivals() != MessageSettings.Arrivals.CLOSED)
                .map(MessageSettings::interval)),
        micros(groupMessages.stream().map(MessageSettings::interval)),
        traits.heartbeatKind().isSent()
            ? micros(heartbeats.stream().map(HeartbeatSettings::interval))
            : List.of());
  }

  private static List<Long> micros(Stream<Duration> intervals) {
    return intervals.map(interval -> interval.dividedBy(ChronoUnit.MICROS.getDuration())).toList();
  }

  /** What there is to measure, in a protocol with these traits. */
  public List<Measurable> measures(Traits traits) {
    List<Measurable> measures = new ArrayList<>();
    if (!messages.isEmpty()) {
      if (traits.delivers()) {
        measures.add(Measurable.LEDGER);
        measures.add(Measurable.DELIVERY);
      }
      if (traits.polls()) {
        measures.add(Measurable.POLLS);
      }
      if (traits.acknowledgesMessages()) {
        measures.add(Measurable.ACK);
      }
    }
    if (!groupMessages.isEmpty()) {
      measures.add(Measurable.GROUPS);
      if (traits.groups().acknowledgesMessages()) {
        measures.add(Measurable.GROUP_ACK);
      }
    }
    if (!heartbeats.isEmpty() && traits.heartbeatKind().isAnswered()) {
      measures.add(Measurable.HEARTBEAT);
    }
    return measures;
  }
}
