package im.stress.report;

import im.stress.config.LoadUnit;
import im.stress.model.Death;
import im.stress.model.Figure;
import im.stress.report.CapacitySummary.Level;
import im.stress.report.CapacitySummary.Limit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** Which limit a level met, and by which figures. */
final class LimitFigures {
  /** As {@code im.client.max-cpu-percent}: from here on, what waits for a CPU queues. */
  private static final double BUSY_CPU_PERCENT = 90;

  /** Fewer deaths than this share of all connections break no default threshold. */
  private static final double FEW_DEATHS = 0.01;

  /**
   * Where the target's own limit is not known: those that programs come with. The default of Linux
   * and of systemd, an older one, that of Netty's examples and of Docker, and that of systemd for
   * daemons.
   */
  private static final List<Integer> COMMON_HANDLE_LIMITS =
      List.of(1024, 4096, 10_240, 65_535, 65_536, 524_288, 1_048_576);

  /** The last handles are soon used and given back while connections are refused. */
  private static final double NEXT_TO_LIMIT = 0.97;

  private final Level level;
  private final List<Found> found = new ArrayList<>();

  private LimitFigures(Level level) {
    this.level = level;
  }

  /** Something that was past a bound. */
  private record Found(LimitKind kind, String figure) {}

  /**
   * That of a level that did not hold.
   *
   * @param by what its load is counted in
   * @param summary of its run; empty when there was none
   * @param death how the target refused everybody afterwards; empty when it did not
   */
  static Limit of(Level level, LoadUnit by, Optional<Summary> summary, Optional<String> death) {
    LimitFigures figures = new LimitFigures(level);
    death.ifPresent(
        how -> figures.add(LimitKind.TARGET_DIED, "after this level nobody could log in: " + how));
    switch (level.result()) {
      case CLIENT -> level.run().reasons().forEach(why -> figures.add(LimitKind.CLIENT, why));
      case NOT_MADE -> summary.ifPresent(made -> figures.addNotMade(by, made));
      case TARGET, HELD -> summary.ifPresent(figures::addTarget);
    }
    return figures.limit();
  }

  private Limit limit() {
    List<Found> sorted = found.stream().sorted(Comparator.comparing(Found::kind)).toList();
    return new Limit(
        sorted.isEmpty() ? LimitKind.OTHER : sorted.get(0).kind(),
        level.load(),
        level.run().name(),
        sorted.stream().map(Found::figure).toList());
  }

  private void add(LimitKind kind, String figure) {
    found.add(new Found(kind, figure));
  }

  /** A target that refuses users keeps a load from being made as well. */
  private void addNotMade(LoadUnit by, Summary summary) {
    add(LimitKind.LOAD, shortfall(by, summary));
    addDeaths(summary);
    addTargetHandles();
  }

  private String shortfall(LoadUnit by, Summary summary) {
    String asked = by.text(level.load());
    if (by == LoadUnit.USERS) {
      return "only %s of %s were online, and no threshold asks for more"
          .formatted(Format.count(summary.users().peakOnline()), asked);
    }
    return level.fullLoad() == null
        ? "no whole second of full load was recorded, so nobody knows whether %s were sent; give --step-seconds 5 or more"
            .formatted(asked)
        : "only %s of %s were sent: look at success.online, skippedNoContact and blocked, and whether the simulation has an interval of its own"
            .formatted(Format.rate(level.fullLoad().sentPerSecond()), asked);
  }

  private void addTarget(Summary summary) {
    level.run().reasons().forEach(reason -> add(kind(reason), reason));
    addDeaths(summary);
    addTargetCpu();
    addTargetHandles();
  }

  /** A threshold begins with the name of its figure. */
  private static LimitKind kind(String reason) {
    return Figure.named(reason.split("\\s", 2)[0]).map(LimitFigures::kind).orElse(LimitKind.OTHER);
  }

  private static LimitKind kind(Figure figure) {
    return switch (figure) {
      case SUCCESS_CONNECT -> LimitKind.CONNECTS;
      case SUCCESS_LOGIN -> LimitKind.LOGINS;
      case SUCCESS_ONLINE, CONNECTIONS_LOST -> LimitKind.CONNECTIONS;
      case SUCCESS_HEARTBEAT, HEARTBEATS_MISSED, HEARTBEATS_REFUSED -> LimitKind.HEARTBEATS;
      case SUCCESS_OVERALL -> LimitKind.SUCCESS;
      default -> figure.kind() == Figure.Kind.LATENCY ? LimitKind.LATENCY : LimitKind.LOSSES;
    };
  }

  private void addDeaths(Summary summary) {
    Summary.Connections connections = summary.connections();
    if (connections == null) {
      return;
    }
    addDeaths(connections, Death.Phase.CONNECT, LimitKind.CONNECTS, "connects failed");
    addDeaths(connections, Death.Phase.LOGIN, LimitKind.LOGINS, "logins failed");
    addDeaths(
        connections, Death.Phase.ONLINE, LimitKind.CONNECTIONS, "users lost their connection");
  }

  private void addDeaths(
      Summary.Connections connections, Death.Phase phase, LimitKind kind, String words) {
    List<Summary.Death> deaths =
        connections.deaths().stream().filter(death -> death.phase() == phase).toList();
    long count = deaths.stream().mapToLong(Summary.Death::count).sum();
    if (count > FEW_DEATHS * connections.attempted()) {
      String causes =
          deaths.stream()
              .sorted(Comparator.comparingLong(Summary.Death::count).reversed())
              .map(death -> death.cause() + " " + Format.count(death.count()))
              .collect(Collectors.joining(", "));
      add(
          kind,
          "%s of %s %s: %s"
              .formatted(
                  Format.count(count), Format.count(connections.attempted()), words, causes));
    }
  }

  private void addTargetCpu() {
    FullLoad fullLoad = level.fullLoad();
    if (fullLoad != null
        && fullLoad.targetCpuPercent() != null
        && fullLoad.targetCpuPercent() >= BUSY_CPU_PERCENT) {
      add(
          LimitKind.TARGET_CPU,
          String.format(
              Locale.ROOT,
              "the target used %.0f %% of the CPU of its machine (median under full load)",
              fullLoad.targetCpuPercent()));
    }
  }

  /** Few handles alone say nothing: connections have to be missing as well. */
  private void addTargetHandles() {
    boolean refuses = found.stream().anyMatch(each -> each.kind() == LimitKind.CONNECTS);
    FullLoad fullLoad = level.fullLoad();
    if (!refuses || fullLoad == null || fullLoad.targetHandles() == null) {
      return;
    }
    long most = fullLoad.targetHandles();
    if (fullLoad.targetHandleLimit() != null) {
      addKnownLimit(most, fullLoad.targetHandleLimit());
    } else {
      addGuessedLimit(most);
    }
  }

  private void addKnownLimit(long most, long limit) {
    if (isNextTo(most, limit)) {
      add(
          LimitKind.TARGET_HANDLES,
          "the target had %s of its %s file handles open: raise its ulimit -n"
              .formatted(Format.count(most), Format.count(limit)));
    }
  }

  /** A guess is a hint beside what was measured, and no limit of its own. */
  private void addGuessedLimit(long most) {
    COMMON_HANDLE_LIMITS.stream()
        .filter(limit -> most <= limit && isNextTo(most, limit))
        .findFirst()
        .ifPresent(
            limit ->
                add(
                    LimitKind.CONNECTS,
                    "looks like the file handles of the target: it had %s open, next to %s, a common limit (its own is not known): look at its ulimit -n (/proc/PID/limits)"
                        .formatted(Format.count(most), Format.count(limit))));
  }

  private static boolean isNextTo(long most, long limit) {
    return most >= NEXT_TO_LIMIT * limit;
  }
}
