package im.stress.server;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;

/** A client of the HTTP chat room that sees each byte: one raw socket for each object. */
final class ChatRoomClient implements AutoCloseable {
  private static final int TIMEOUT_MILLIS = 10_000;

  private final Socket socket = new Socket();

  ChatRoomClient(ImServer server) throws IOException {
    int port = server.httpPort().orElseThrow();
    socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), TIMEOUT_MILLIS);
    socket.setSoTimeout(TIMEOUT_MILLIS);
  }

  /** A request on a connection of its own. */
  static Answer ask(ImServer server, String method, String path, String body) throws IOException {
    try (ChatRoomClient client = new ChatRoomClient(server)) {
      client.send(method, path, body);
      return client.answer();
    }
  }

  /** What came: the head as it was, and the body. */
  record Answer(int bytes, int status, Map<String, String> headers, String body) {}

  void timeoutMillis(int millis) throws IOException {
    socket.setSoTimeout(millis);
  }

  void send(String method, String path, String body) throws IOException {
    int length = body.getBytes(UTF_8).length;
    write("%s %s HTTP/1.1\r\nContent-Length: %d\r\n\r\n%s".formatted(method, path, length, body));
  }

  void write(String bytes) throws IOException {
    socket.getOutputStream().write(bytes.getBytes(UTF_8));
  }

  /** The next byte, -1 at the end. */
  int read() throws IOException {
    return socket.getInputStream().read();
  }

  /** So many bytes as text. */
  String read(int bytes) throws IOException {
    return new String(socket.getInputStream().readNBytes(bytes), UTF_8);
  }

  /** Status line and headers with their empty line. */
  String head() throws IOException {
    ByteArrayOutputStream head = new ByteArrayOutputStream();
    while (!head.toString(UTF_8).endsWith("\r\n\r\n")) {
      int next = read();
      if (next < 0) {
        throw new IOException("the answer ends within its head: " + head.toString(UTF_8));
      }
      head.write(next);
    }
    return head.toString(UTF_8);
  }

  /** One whole answer. */
  Answer answer() throws IOException {
    String head = head();
    String[] lines = head.strip().split("\r\n", -1);
    Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    Arrays.stream(lines)
        .skip(1)
        .map(line -> line.split(": ", 2))
        .forEach(pair -> headers.put(pair[0], pair[1]));
    int length = Integer.parseInt(headers.get("Content-Length"));
    int status = Integer.parseInt(lines[0].split(" ", -1)[1]);
    return new Answer(head.length() + length, status, headers, read(length));
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
