package im.stress.standin;

import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * A WebSocket client of the JDK that says only what a test tells it to say, and keeps what comes:
 * texts as they are, binary messages in hex, the end as {@code closed CODE}.
 */
final class RawWebSocket implements AutoCloseable {
  /** Long enough for a busy machine; only a test that fails waits so long. */
  private static final int WAIT_SECONDS = 20;

  /** One for all: each would build a TLS context of its own. */
  private static final HttpClient CLIENT = HttpClient.newHttpClient();

  private final BlockingQueue<String> received = new LinkedBlockingQueue<>();
  private final WebSocket socket;

  private RawWebSocket(URI target, String subprotocol) {
    WebSocket.Builder builder = CLIENT.newWebSocketBuilder();
    if (!subprotocol.isEmpty()) {
      builder.subprotocols(subprotocol);
    }
    socket = builder.buildAsync(target, new Keeper()).join();
  }

  /** Connects to 127.0.0.1 without a subprotocol. */
  static RawWebSocket connect(int port, String path) {
    return connect(port, path, "");
  }

  /** Connects to 127.0.0.1; an empty subprotocol asks for none. */
  static RawWebSocket connect(int port, String path, String subprotocol) {
    return new RawWebSocket(URI.create("ws://127.0.0.1:" + port + path), subprotocol);
  }

  /** Subprotocol that the server chose; empty = none. */
  String subprotocol() {
    return socket.getSubprotocol();
  }

  void send(String text) {
    socket.sendText(text, true).join();
  }

  void sendBytes(byte[] bytes) {
    socket.sendBinary(ByteBuffer.wrap(bytes), true).join();
  }

  /** The next message; waits for it. */
  String next() throws InterruptedException {
    String next = received.poll(WAIT_SECONDS, TimeUnit.SECONDS);
    if (next == null) {
      throw new AssertionError("expected a message within " + WAIT_SECONDS + " s, got none");
    }
    return next;
  }

  @Override
  public void close() {
    socket.abort();
  }

  /** Puts whole messages together. */
  private final class Keeper implements WebSocket.Listener {
    private final StringBuilder text = new StringBuilder();
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    @Override
    public CompletionStage<?> onText(WebSocket from, CharSequence part, boolean last) {
      text.append(part);
      if (last) {
        received.add(text.toString());
        text.setLength(0);
      }
      from.request(1);
      return null;
    }

    @Override
    public CompletionStage<?> onBinary(WebSocket from, ByteBuffer part, boolean last) {
      byte[] copy = new byte[part.remaining()];
      part.get(copy);
      bytes.writeBytes(copy);
      if (last) {
        received.add(HexFormat.of().formatHex(bytes.toByteArray()));
        bytes.reset();
      }
      from.request(1);
      return null;
    }

    @Override
    public CompletionStage<?> onClose(WebSocket from, int code, String reason) {
      received.add("closed " + code);
      return null;
    }

    @Override
    public void onError(WebSocket from, Throwable error) {
      received.add("closed 1006");
    }
  }
}
