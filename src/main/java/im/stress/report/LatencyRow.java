package im.stress.report;

import im.stress.model.Metric;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** One row of the page's table of latencies. */
record LatencyRow(String name, List<String> cells) {

  static List<LatencyRow> of(Summary summary) {
    return summary.latencyMicros().entrySet().stream()
        .map(e -> new LatencyRow(name(e.getKey()), cells(e.getValue())))
        .toList();
  }

  private static List<String> cells(Summary.Latency l) {
    Stream<Long> micros = Stream.of(l.p50(), l.p90(), l.p95(), l.p99(), l.p999(), l.max());
    return Stream.concat(Stream.of(Format.count(l.count())), micros.map(Format::micros)).toList();
  }

  /** {@code eventLoopLag} as {@code event loop lag}; and of which messages, where not of all. */
  private static String name(String tag) {
    String name = tag.replaceAll("([A-Z])", " $1").toLowerCase(Locale.ROOT);
    if (tag.equals(Metric.TLS.tag())) {
      return "TLS handshake (a part of connect)";
    }
    if (tag.equals(Metric.GROUP_MEDIAN.tag())) {
      return name + " (of messages that came to half)";
    }
    return tag.equals(Metric.GROUP_LAST.tag()) ? name + " (of messages that came to all)" : name;
  }
}
