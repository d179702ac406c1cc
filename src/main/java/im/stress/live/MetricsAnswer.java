package im.stress.live;

import com.sun.net.httpserver.HttpExchange;
import io.prometheus.metrics.expositionformats.ExpositionFormatWriter;
import io.prometheus.metrics.expositionformats.ExpositionFormats;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.io.ByteArrayOutputStream;
import java.io.IOException;

/** Answers Prometheus, in the text format that it asks for. */
record MetricsAnswer(WatchedRun run) {
  private static final ExpositionFormats FORMATS = ExpositionFormats.init();

  void send(HttpExchange exchange) throws IOException {
    ExpositionFormatWriter writer = writer(exchange.getRequestHeaders().getFirst("Accept"));
    MetricSnapshots metrics = run.figures(LiveMetrics::of).orElseGet(MetricSnapshots::of);
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    writer.write(body, metrics);
    exchange.getResponseHeaders().set("Content-Type", writer.getContentType());
    exchange.sendResponseHeaders(200, body.size());
    body.writeTo(exchange.getResponseBody());
  }

  /** The binary format would need Protobuf; whoever asks for it takes text as well. */
  private static ExpositionFormatWriter writer(String accept) {
    ExpositionFormatWriter asked = FORMATS.findWriter(accept);
    return asked.isAvailable() ? asked : FORMATS.getPrometheusTextFormatWriter();
  }
}
