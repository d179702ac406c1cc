package im.stress.report;

import static im.stress.report.Phrase.*;

import im.stress.model.Metric;
import im.stress.report.KeyFigures.Line;
import java.util.ArrayList;
import java.util.List;

/** The key figures of groups; none of a run without them. */
final class GroupKeyFigures {
  private final Summary summary;
  private final Summary.Groups groups;

  private GroupKeyFigures(Summary summary) {
    this.summary = summary;
    this.groups = summary.groups();
  }

  static List<Line> of(Summary summary) {
    Summary.Groups groups = summary.groups();
    if (groups == null || groups.sent() == null) {
      return List.of();
    }
    GroupKeyFigures figures = new GroupKeyFigures(summary);
    List<Line> lines = new ArrayList<>(List.of(figures.sent(), figures.deliveries()));
    KeyFigures.latency(summary, Metric.GROUP_DELIVERY, "Group latency").ifPresent(lines::add);
    figures.fanOut(lines);
    return lines;
  }

  private Line sent() {
    return new Line(
        "Group messages sent",
        Format.count(groups.sent()),
        join(
            text(groups.intended(), "due"),
            text(positive(groups.skipped()), "more skipped as members were missing"),
            text(groups.acked(), "acked"),
            text(positive(groups.unacked()), "unacked"),
            text(positive(groups.refused()), "refused"),
            text(groups.count(), "groups"),
            text(groups.members(), "members"),
            text(positive(groups.joinsRefused()), "joins refused"),
            text(positive(groups.joinsUnanswered()), "joins not answered")),
        isPositive(groups.unacked())
            || isPositive(groups.refused())
            || isPositive(groups.joinsRefused())
            || isPositive(groups.joinsUnanswered()));
  }

  private Line deliveries() {
    return new Line(
        "Group deliveries",
        Format.count(groups.delivered()),
        join(
            "of " + Format.count(groups.deliveriesIntended()),
            text(positive(groups.notJoined()), "to users who could not join"),
            text(groups.lost(), "lost"),
            text(positive(groups.lostInGap()), "of them with their connection"),
            text(positive(groups.duplicated()), "duplicated"),
            text(positive(groups.misrouted()), "misrouted"),
            text(positive(groups.unexpected()), "unexpected"),
            text(positive(groups.echoed()), "echoed"),
            groups.amplification() == null
                ? null
                : Format.number(groups.amplification()) + " for each message"),
        isPositive(groups.notJoined())
            || isPositive(groups.lost())
            || isPositive(groups.duplicated())
            || isPositive(groups.misrouted()));
  }

  /** How far the members of a group are apart. */
  private void fanOut(List<Line> lines) {
    Summary.Latency first = summary.latencyMicros().get(Metric.GROUP_FIRST.tag());
    Summary.Latency median = summary.latencyMicros().get(Metric.GROUP_MEDIAN.tag());
    Summary.Latency last = summary.latencyMicros().get(Metric.GROUP_LAST.tag());
    if (first != null && median != null && last != null) {
      lines.add(
          Line.calm(
              "Group, last member",
              Format.micros(last.p99()) + " p99",
              join(
                  "of the %s messages that came to all".formatted(Format.count(last.count())),
                  "p50 of the first " + Format.micros(first.p50()),
                  "the median " + Format.micros(median.p50()),
                  "the last " + Format.micros(last.p50()))));
    }
  }
}
