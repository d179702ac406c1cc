package im.stress.standin;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.HexFormat;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A WebSocket client that says only what a test tells it to say; it answers ping frames itself. */
final class TestClient implements AutoCloseable, WebSocket.Listener {
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  /** Long enough for a busy machine; only a test that fails waits so long. */
  private static final int WAIT_SECONDS = 10;

  private final BlockingQueue<String> frames = new LinkedBlockingQueue<>();
  private final StringBuilder text = new StringBuilder();
  private final ByteArrayOutputStream binary = new ByteArrayOutputStream();
  private WebSocket socket;

  private TestClient() {}

  /** A client whose upgrade was accepted. */
  static TestClient connect(StandInServer server, String target, String... subprotocols) {
    return connect(server.port(), target, subprotocols);
  }

  /** The same on any port of 127.0.0.1. */
  static TestClient connect(int port, String target, String... subprotocols) {
    TestClient client = new TestClient();
    WebSocket.Builder builder = HTTP.newWebSocketBuilder();
    if (subprotocols.length == 1) {
      builder.subprotocols(subprotocols[0]);
    }
    client.socket =
        builder
            .buildAsync(URI.create("ws://127.0.0.1:" + port + target), client)
            .orTimeout(WAIT_SECONDS, TimeUnit.SECONDS)
            .join();
    return client;
  }

  /** All bytes that the server says to an upgrade before it hangs up. */
  static String refusal(StandInServer server, String target) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
      String request =
          """
          GET %s HTTP/1.1
          Host: 127.0.0.1
          Upgrade: websocket
          Connection: Upgrade
          Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==
          Sec-WebSocket-Version: 13

          """;
      socket
          .getOutputStream()
          .write(request.formatted(target).replace("\n", "\r\n").getBytes(UTF_8));
      return new String(socket.getInputStream().readAllBytes(), UTF_8);
    }
  }

  /** Subprotocol that the server chose; empty = none. */
  String subprotocol() {
    return socket.getSubprotocol();
  }

  /** Sends a text frame. */
  TestClient say(String frame) {
    socket.sendText(frame, true).join();
    return this;
  }

  /** Sends a binary frame with this text. */
  TestClient sayBinary(String frame) {
    return sayBytes(frame.getBytes(UTF_8));
  }

  /** Sends a binary frame. */
  TestClient sayBytes(byte[] frame) {
    socket.sendBinary(ByteBuffer.wrap(frame), true).join();
    return this;
  }

  /** Sends a ping frame. */
  TestClient ping() {
    socket.sendPing(ByteBuffer.allocate(0)).join();
    return this;
  }

  /**
   * The next frame: its text, {@code binary TEXT}, {@code binary HEX} where it is no printable
   * ASCII, {@code pong}, or {@code close CODE REASON}.
   */
  String next() {
    try {
      String frame = frames.poll(WAIT_SECONDS, TimeUnit.SECONDS);
      assertThat(frame).as("next frame within %d s", WAIT_SECONDS).isNotNull();
      return frame;
    } catch (InterruptedException e) {
      throw new IllegalStateException("interrupted while waiting for a frame", e);
    }
  }

  /** Asserts that the next frame has these parts, and gives it. */
  String expect(CharSequence... parts) {
    String frame = next();
    assertThat(frame).contains(parts);
    return frame;
  }

  @Override
  public CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
    text.append(data);
    if (last) {
      frames.add(text.toString());
      text.setLength(0);
    }
    from.request(1);
    return null;
  }

  @Override
  public CompletionStage<?> onBinary(WebSocket from, ByteBuffer data, boolean last) {
    byte[] part = new byte[data.remaining()];
    data.get(part);
    binary.writeBytes(part);
    if (last) {
      String whole = binary.toString(UTF_8);
      boolean printable = whole.chars().allMatch(c -> c >= ' ' && c <= '~');
      frames.add("binary " + (printable ? whole : HexFormat.of().formatHex(binary.toByteArray())));
      binary.reset();
    }
    from.request(1);
    return null;
  }

  @Override
  public CompletionStage<?> onPong(WebSocket from, ByteBuffer data) {
    frames.add("pong");
    from.request(1);
    return null;
  }

  @Override
  public CompletionStage<?> onClose(WebSocket from, int code, String reason) {
    frames.add(("close " + code + " " + reason).strip());
    return null;
  }

  @Override
  public void onError(WebSocket from, Throwable failure) {
    frames.add("lost");
  }

  @Override
  public void close() {
    socket.abort();
  }

  /** Padded base64 of a text. */
  static String base64(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(UTF_8));
  }
}
