package im.stress.server;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;

/** A WebSocket client on a plain socket that does only what a test tells it to do. */
final class RawClient implements Closeable {
  static final int TEXT = 1;
  static final int BINARY = 2;
  static final int CLOSE = 8;
  static final int PING = 9;
  static final int PONG = 10;

  /** Long enough for a busy machine; only a test that fails waits so long. */
  private static final int READ_TIMEOUT_MILLIS = 20_000;

  private static final byte[] MASK = {1, 2, 3, 4};

  private final Socket socket = new Socket();
  private final DataInputStream in;
  private final OutputStream out;
  private String statusLine = "";

  private RawClient(int port, String path, String... headers) throws IOException {
    socket.setReceiveBufferSize(32_768);
    socket.setSoTimeout(READ_TIMEOUT_MILLIS);
    socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
    in = new DataInputStream(socket.getInputStream());
    out = socket.getOutputStream();
    String request =
        """
        GET %s HTTP/1.1
        Host: 127.0.0.1
        Upgrade: websocket
        Connection: Upgrade
        Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==
        Sec-WebSocket-Version: 13
        %s
        """;
    String own = String.join("", List.of(headers).stream().map(header -> header + "\n").toList());
    out.write(request.formatted(path, own).replace("\n", "\r\n").getBytes(UTF_8));
  }

  static RawClient connect(ImServer server) throws IOException {
    return connect(server, "/websocket");
  }

  static RawClient connect(ImServer server, String path) throws IOException {
    return connect(server, path, new String[0]);
  }

  /** With these headers, {@code name: value} each. */
  static RawClient connect(ImServer server, String path, String... headers) throws IOException {
    RawClient client = new RawClient(server.port(), path, headers);
    client.statusLine = readHead(client.in);
    return client;
  }

  /** A client that has sent its handshake and not seen the answer. */
  static RawClient connectWithoutWaiting(ImServer server) throws IOException {
    return new RawClient(server.port(), "/websocket");
  }

  /** Whether there is something to read at this moment. */
  boolean hasInput() throws IOException {
    return in.available() > 0;
  }

  /** A client whose login was accepted. */
  static RawClient login(ImServer server, String uid) throws IOException {
    RawClient client = connect(server);
    client.sendLogin(uid);
    String answer = client.text();
    if (!answer.equals("{\"type\":\"login_ack\",\"code\":0}")) {
      throw new AssertionError("expected an accepted login, got " + answer);
    }
    return client;
  }

  String statusLine() {
    return statusLine;
  }

  void sendLogin(String uid) throws IOException {
    send("{\"type\":\"login\",\"uid\":\"%s\",\"token\":\"t\"}".formatted(uid));
  }

  void sendPing(long seq) throws IOException {
    send("{\"type\":\"ping\",\"seq\":%d}".formatted(seq));
  }

  void sendChat(String id, String to) throws IOException {
    send("{\"type\":\"chat\",\"id\":\"%s\",\"to\":\"%s\",\"content\":\"c\"}".formatted(id, to));
  }

  void join(String group) throws IOException {
    send("{\"type\":\"join\",\"group\":\"%s\"}".formatted(group));
    String answer = text();
    if (!answer.equals("{\"type\":\"join_ack\",\"group\":\"%s\",\"code\":0}".formatted(group))) {
      throw new AssertionError("expected to have joined, got " + answer);
    }
  }

  void sendGroupChat(String id, String group) throws IOException {
    send(
        "{\"type\":\"group_chat\",\"id\":\"%s\",\"group\":\"%s\",\"content\":\"c\"}"
            .formatted(id, group));
  }

  void send(String json) throws IOException {
    sendFrame(0x80 | TEXT, json.getBytes(UTF_8));
  }

  void sendFrame(int firstByte, byte[] payload) throws IOException {
    ByteArrayOutputStream frame = new ByteArrayOutputStream();
    frame.write(firstByte);
    if (payload.length < 126) {
      frame.write(0x80 | payload.length);
    } else {
      frame.write(0x80 | 126);
      frame.write(payload.length >> 8);
      frame.write(payload.length);
    }
    frame.write(MASK);
    for (int i = 0; i < payload.length; i++) {
      frame.write(payload[i] ^ MASK[i % 4]);
    }
    out.write(frame.toByteArray());
  }

  /** The next frame; fails with EOFException at the end of the stream. */
  Frame frame() throws IOException {
    int opcode = in.readUnsignedByte() & 0xF;
    int length = in.readUnsignedByte();
    if (length == 126) {
      length = in.readUnsignedShort();
    }
    return new Frame(opcode, Unpooled.wrappedBuffer(in.readNBytes(length)));
  }

  /** The text of the next frame, which must be a text frame. */
  String text() throws IOException {
    Frame frame = frame();
    if (frame.opcode() != TEXT) {
      throw new AssertionError("expected a text frame, got " + frame);
    }
    return frame.text();
  }

  /** The texts up to the answer to a ping that is sent now: all that the server had to say. */
  List<String> textsUntilPong() throws IOException {
    sendPing(99);
    List<String> texts = new ArrayList<>();
    for (String text = text(); !text.contains("\"pong\""); text = text()) {
      texts.add(text);
    }
    return texts;
  }

  /** Code and reason of the next frame, which must be a close frame. */
  String closeFrame() throws IOException {
    Frame frame = frame();
    if (frame.opcode() != CLOSE) {
      throw new AssertionError("expected a close frame, got " + frame);
    }
    ByteBuf payload = frame.payload();
    int code = payload.readUnsignedShort();
    return (code + " " + payload.toString(UTF_8)).strip();
  }

  /** Waits for the server's FIN; fails when a byte comes instead. */
  void awaitEnd() throws IOException {
    int next = in.read();
    if (next >= 0) {
      throw new AssertionError("expected the end of the stream, got byte " + next);
    }
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }

  private static String readHead(InputStream in) throws IOException {
    StringBuilder head = new StringBuilder();
    while (head.indexOf("\r\n\r\n") < 0) {
      int next = in.read();
      if (next < 0) {
        throw new IOException("stream ended after " + head);
      }
      head.append((char) next);
    }
    return head.substring(0, head.indexOf("\r\n"));
  }

  record Frame(int opcode, ByteBuf payload) {
    String text() {
      return payload.toString(UTF_8);
    }

    @Override
    public String toString() {
      return "opcode " + opcode + ": " + text();
    }
  }
}
