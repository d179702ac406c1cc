package im.stress.server;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;

/** A client of the TCP chat server on a plain socket that does only what a test tells it to do. */
final class TcpClient implements Closeable {
  /** Long enough for a busy machine; only a test that fails waits so long. */
  private static final int READ_TIMEOUT_MILLIS = 20_000;

  private final Socket socket = new Socket();
  private final InputStream in;
  private final long id;

  private TcpClient(ImServer server, long id) throws IOException {
    socket.setReceiveBufferSize(32_768);
    socket.setSoTimeout(READ_TIMEOUT_MILLIS);
    socket.connect(
        new InetSocketAddress(InetAddress.getLoopbackAddress(), server.tcpPort().orElseThrow()));
    this.in = socket.getInputStream();
    this.id = id;
  }

  static TcpClient connect(ImServer server) throws IOException {
    return new TcpClient(server, 0);
  }

  /** A client whose login was accepted. */
  static TcpClient login(ImServer server, long id) throws IOException {
    TcpClient client = new TcpClient(server, id);
    client.sendLogin(id);
    String answer = client.object();
    if (!answer.equals("{\"msgid\":2,\"errno\":0,\"id\":%d,\"name\":\"%d\"}".formatted(id, id))) {
      throw new AssertionError("expected an accepted login, got " + answer);
    }
    return client;
  }

  void sendLogin(long user) throws IOException {
    send("{\"msgid\":1,\"id\":%d,\"password\":\"123456\"}".formatted(user));
  }

  void sendChat(long to, String msg) throws IOException {
    send(chat(to, msg));
  }

  /** A message as it is sent, and as it comes. */
  String chat(long to, String msg) {
    return "{\"msgid\":5,\"id\":%d,\"from\":%1$d,\"to\":%d,\"msg\":\"%s\"}".formatted(id, to, msg);
  }

  void sendGroupChat(long group, String msg) throws IOException {
    send("{\"msgid\":9,\"id\":%d,\"groupid\":%d,\"msg\":\"%s\"}".formatted(id, group, msg));
  }

  void join(long group) throws IOException {
    send("{\"msgid\":8,\"id\":%d,\"groupid\":%d}".formatted(id, group));
  }

  void send(String text) throws IOException {
    socket.getOutputStream().write(text.getBytes(UTF_8));
  }

  /** The next object, without what separates it; fails with EOFException at the end. */
  String object() throws IOException {
    StringBuilder object = new StringBuilder();
    do {
      int next = in.read();
      if (next < 0) {
        throw new EOFException("stream ended after \"" + object + "\"");
      }
      object.append((char) next);
    } while (!object.toString().endsWith("}"));
    return object.toString().strip();
  }

  /** The objects up to the message that this client writes to itself now: all that was to come. */
  List<String> objectsUntilEcho() throws IOException {
    sendChat(id, "echo");
    List<String> objects = new ArrayList<>();
    for (String next = object(); !next.contains("\"echo\""); next = object()) {
      objects.add(next);
    }
    return objects;
  }

  /** So many bytes as they are. */
  String bytes(int count) throws IOException {
    return new String(in.readNBytes(count), UTF_8);
  }

  /** Whether there is something to read at this moment. */
  boolean hasInput() throws IOException {
    return in.available() > 0;
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
}
