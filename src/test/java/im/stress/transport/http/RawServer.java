package im.stress.transport.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A server of HTTP on the loopback address, one thread a connection, that does to each connection
 * what a script says: the first script to the first, the last one to all that follow.
 */
public final class RawServer implements Closeable {
  private static final Pattern LENGTH = Pattern.compile("(?i)content-length: (\\d+)");

  /** Answers each request with the line that it asked for, and keeps the connection. */
  public static final Script ECHO =
      peer -> {
        for (String request = peer.request(); request != null; request = peer.request()) {
          String said = request.substring(0, request.indexOf('\r'));
          peer.write("HTTP/1.1 200 OK\r\nContent-Length: " + said.length() + "\r\n\r\n" + said);
        }
      };

  private final ServerSocket listener;
  private final List<Script> scripts;
  public final List<Peer> peers = new CopyOnWriteArrayList<>();

  /** What becomes of a connection; it is closed when this returns. */
  public interface Script {
    /** Does what is to be done, in a thread of its own. */
    void play(Peer peer) throws IOException;
  }

  /** Begins to listen. */
  public RawServer(Script... scripts) throws IOException {
    this.scripts = List.of(scripts);
    this.listener = new ServerSocket(0, 200, InetAddress.getLoopbackAddress());
    start(this::accept);
  }

  /** Answers with these bytes, and closes. */
  public static Script answering(String bytes) {
    return peer -> {
      if (peer.request() != null) {
        peer.write(bytes);
      }
    };
  }

  /** An answer with this status and body. */
  public static String answer(int status, String body) {
    return "HTTP/1.1 %d X\r\nContent-Length: %d\r\n\r\n%s".formatted(status, body.length(), body);
  }

  private static void start(Runnable task) {
    Thread thread = new Thread(task, "raw-server");
    thread.setDaemon(true);
    thread.start();
  }

  private void accept() {
    try {
      while (true) {
        Peer peer = new Peer(listener.accept());
        Script script = scripts.get(Math.min(peers.size(), scripts.size() - 1));
        peers.add(peer);
        start(() -> peer.play(script));
      }
    } catch (IOException closed) {
      // The test is over.
    }
  }

  /** Where it listens. */
  public int port() {
    return listener.getLocalPort();
  }

  /** All requests that came, connection by connection. */
  public List<String> requests() {
    return peers.stream().flatMap(peer -> peer.requests.stream()).toList();
  }

  /** Nobody is let in any more; those who are stay. */
  @Override
  public void close() throws IOException {
    listener.close();
  }

  /** One connection. */
  public static final class Peer {
    private final Socket socket;
    public final List<String> requests = new CopyOnWriteArrayList<>();

    /** How the client ended: {@code FIN}, {@code RST}, or null as long as it hasn't. */
    public volatile String end;

    Peer(Socket socket) {
      this.socket = socket;
    }

    private void play(Script script) {
      try (socket) {
        socket.setTcpNoDelay(true);
        script.play(this);
      } catch (IOException e) {
        end = "RST";
      }
    }

    /** The next request, head and body; null = the client has closed. */
    public String request() throws IOException {
      InputStream in = socket.getInputStream();
      StringBuilder text = new StringBuilder();
      while (text.indexOf("\r\n\r\n") < 0) {
        int next = in.read();
        if (next < 0) {
          end = "FIN";
          return null;
        }
        text.append((char) next);
      }
      Matcher length = LENGTH.matcher(text);
      if (length.find()) {
        text.append(new String(in.readNBytes(Integer.parseInt(length.group(1))), ISO_8859_1));
      }
      requests.add(text.toString());
      return text.toString();
    }

    /** Whether the client has closed; waits for that, but not long. */
    public boolean endedByClient() throws IOException {
      socket.setSoTimeout(1);
      try {
        return socket.getInputStream().read() < 0;
      } catch (SocketTimeoutException notYet) {
        return false;
      }
    }

    /** Sends this. */
    public void write(String bytes) throws IOException {
      socket.getOutputStream().write(bytes.getBytes(ISO_8859_1));
      socket.getOutputStream().flush();
    }

    /** Waits until the client closes. */
    public void awaitEnd() throws IOException {
      while (socket.getInputStream().read() >= 0) {
        // What comes is of no interest.
      }
      end = "FIN";
    }

    /** Reads nothing until the test is over. */
    public void neverRead() {
      try {
        new CountDownLatch(1).await();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }

    /** How many bytes have come and are not read. */
    public int available() throws IOException {
      return socket.getInputStream().available();
    }

    /** Ends the connection with a TCP reset. */
    public void reset() throws IOException {
      socket.setSoLinger(true, 0);
      socket.close();
    }
  }
}
