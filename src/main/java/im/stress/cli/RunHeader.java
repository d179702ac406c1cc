package im.stress.cli;

import im.stress.config.GroupSettings;
import im.stress.config.GroupWindow;
import im.stress.config.LedgerWindow;
import im.stress.config.MessageSettings.Arrivals;
import im.stress.config.Secrets;
import im.stress.config.SourceAddresses;
import im.stress.config.StressSettings;
import im.stress.config.TlsWarnings;
import im.stress.run.RunStart;
import im.stress.text.TimeText;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Says what is about to be run. */
record RunHeader(RunStart run) {
  private static final DateTimeFormatter CLOCK =
      DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT).withZone(ZoneId.systemDefault());

  private static final String BY_SETTINGS = "where users write as the settings have it: ";

  /** Measured: zlib's two windows, see reference.conf. */
  private static final String COMPRESSION =
      "compression is asked for: 100 to 250 KB of memory more for each connection";

  List<String> lines() {
    StressSettings settings = run.settings();
    List<String> lines = new ArrayList<>();
    lines.add(
        "run %s: %d users over %s, then all of them for %s"
            .formatted(
                run.id(),
                settings.load().users(),
                TimeText.text(settings.load().rampUp()),
                TimeText.text(settings.load().duration())));
    lines.add("each: %s, or as %s has it".formatted(loops(settings), settings.run().simulation()));
    if (settings.groups().enabled()) {
      lines.add(groups(settings.groups(), settings.load().users()));
    }
    lines.add("target: " + targets() + embedded(run.plan().servers()));
    TlsWarnings.of(settings).forEach(warning -> lines.add("warning: " + warning));
    if (settings.connection().compression()) {
      lines.add(COMPRESSION);
    }
    addUnlessEmpty(lines, "", sources(settings.connection().sourceAddresses()));
    addUnlessEmpty(lines, "", run.plan().reason());
    addUnlessEmpty(
        lines, BY_SETTINGS, LedgerWindow.of(settings, run.plan().usersPerShard()).shortfall());
    addUnlessEmpty(
        lines, BY_SETTINGS, GroupWindow.of(settings, run.plan().usersPerShard()).shortfall());
    lines.add(
        "%s, expected to end at %s, results in %s"
            .formatted(processes(), clock(run.expectedEnd()), run.folder()));
    return lines;
  }

  /** What users do where the simulation names no values of its own: it is not known here. */
  private static String loops(StressSettings settings) {
    List<String> loops = new ArrayList<>();
    Arrivals arrivals = settings.message().arrivals();
    String mean = arrivals == Arrivals.POISSON ? " on average" : "";
    loops.add(
        arrivals == Arrivals.CLOSED && settings.message().enabled()
            ? "a message as soon as the last one is answered"
            : loop("message", settings.message().interval(), mean));
    if (settings.groups().enabled()) {
      loops.add(loop("group message", settings.groups().interval(), mean));
    }
    loops.add(loop("heartbeat", settings.heartbeat().interval(), ""));
    return String.join(", ", loops);
  }

  private static String groups(GroupSettings groups, int users) {
    int last = users % groups.size();
    return "groups: %d of %d members%s"
        .formatted(
            groups.count(users), groups.size(), last == 0 ? "" : ", but " + last + " in the last");
  }

  private static String loop(String what, Duration interval, String mean) {
    return interval.isZero()
        ? "no " + what + "s"
        : "a " + what + " every " + TimeText.text(interval) + mean;
  }

  private String targets() {
    return run.settings().target().urls().stream()
        .map(Secrets::masked)
        .collect(Collectors.joining(", "));
  }

  private static String embedded(int servers) {
    return switch (servers) {
      case 0 -> "";
      case 1 -> " (embedded server)";
      default -> " (embedded servers, one for the users of each process)";
    };
  }

  private static String sources(SourceAddresses sources) {
    return sources.addresses().isEmpty()
        ? ""
        : "connecting from: " + SourceAddresses.text(sources.addresses()).replace(",", ", ");
  }

  private static void addUnlessEmpty(List<String> lines, String when, String line) {
    if (!line.isEmpty()) {
      lines.add(when + line);
    }
  }

  private String processes() {
    int shards = run.plan().shards();
    return shards == 1 ? "1 process" : shards + " processes";
  }

  private static String clock(Instant time) {
    return CLOCK.format(time);
  }
}
