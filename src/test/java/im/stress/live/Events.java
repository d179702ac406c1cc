package im.stress.live;

import com.fasterxml.jackson.databind.JsonNode;
import im.stress.record.JsonFiles;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;

/** Hears a server's events with the JDK's own client. */
final class Events implements AutoCloseable {
  final List<Long> atMillis = new CopyOnWriteArrayList<>();
  final List<JsonNode> events = new CopyOnWriteArrayList<>();
  final List<String> names = new CopyOnWriteArrayList<>();
  private final Stream<String> lines;
  private final Thread reader;

  Events(String url) throws IOException, InterruptedException {
    HttpRequest request = HttpRequest.newBuilder(URI.create(url + "events")).build();
    var response = HttpClient.newHttpClient().send(request, BodyHandlers.ofLines());
    if (response.statusCode() != 200) {
      throw new IOException("status " + response.statusCode());
    }
    lines = response.body();
    reader = new Thread(this::read, "events");
    reader.setDaemon(true);
    reader.start();
  }

  private void read() {
    try {
      lines.forEach(this::take);
    } catch (RuntimeException e) {
      // The server or this client ended it.
    }
  }

  private void take(String line) {
    if (line.startsWith("event: ")) {
      names.add(line.substring("event: ".length()));
    } else if (line.startsWith("data: ")) {
      try {
        events.add(JsonFiles.MAPPER.readTree(line.substring("data: ".length())));
        atMillis.add(System.nanoTime() / 1_000_000);
      } catch (IOException e) {
        throw new IllegalStateException(line, e);
      }
    }
  }

  /** A number of each event that has it, in the order in which they came. */
  List<Long> numbers(String name) {
    List<Long> numbers = new ArrayList<>();
    events.stream().filter(e -> e.has(name)).forEach(e -> numbers.add(e.path(name).asLong()));
    return numbers;
  }

  @Override
  public void close() {
    lines.close();
    reader.interrupt();
  }
}
