package im.stress.server;

import static java.nio.charset.StandardCharsets.US_ASCII;

import im.stress.server.chatroom.Reply;
import io.netty.handler.codec.http.HttpResponseStatus;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.concurrent.TimeUnit;

/**
 * A connection to the HTTP chat room with the architecture {@code threads}: one request, one
 * answer, and its end, which nothing in the answer tells. Run by a thread of the pool, which it
 * blocks.
 */
final class ThreadsConnection implements Runnable {
  private static final long NEVER = Long.MAX_VALUE;

  private final HttpService service;
  private final ServerContext server;
  private final Socket socket;
  private final long resetNanos;

  /** A connection that was just accepted. */
  ThreadsConnection(HttpService service, Socket socket) {
    this.service = service;
    this.server = service.server();
    this.socket = socket;
    long age = server.faults().nanos(Fault.RESET_AFTER);
    this.resetNanos = age == 0 ? NEVER : System.nanoTime() + age;
    service.counts().connectionsOpened.increment();
  }

  /** Until it is closed. */
  @Override
  public void run() {
    try (socket) {
      serve();
    } catch (IOException e) {
      // The client has gone, or was silent for too long: nobody is left to be told.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      service.counts().connectionsEnded.increment();
    }
  }

  private void serve() throws IOException, InterruptedException {
    socket.setTcpNoDelay(true);
    try {
      write(reply());
      socket.shutdownOutput();
    } catch (TimeToReset e) {
      service.counts().resets.increment();
      socket.setSoLinger(true, 0);
    }
  }

  private Reply reply() throws IOException, InterruptedException {
    try {
      BlockingRequest request = read();
      pause(server.stall().remainingNanos(System.nanoTime()));
      return service.answer(request.method(), request.uri(), request.body());
    } catch (MalformedRequest e) {
      return service.malformed();
    }
  }

  private BlockingRequest read() throws IOException, MalformedRequest {
    long idleNanos = server.settings().limits().idleTimeout().toNanos();
    long untilReset = resetNanos == NEVER ? NEVER : resetNanos - System.nanoTime();
    long wait = Math.min(idleNanos == 0 ? NEVER : idleNanos, untilReset);
    // 0 would be for ever.
    long millis = Math.max(1, TimeUnit.NANOSECONDS.toMillis(wait));
    socket.setSoTimeout(wait == NEVER ? 0 : (int) Math.min(millis, Integer.MAX_VALUE));
    try {
      int most = server.settings().limits().maxFrameBytes();
      return BlockingRequest.read(new BufferedInputStream(socket.getInputStream()), most);
    } catch (SocketTimeoutException e) {
      if (untilReset <= wait) {
        throw new TimeToReset();
      }
      throw e;
    }
  }

  /** In one write, as long as no fault divides it. */
  private void write(Reply reply) throws IOException, InterruptedException {
    byte[] head = head(reply).getBytes(US_ASCII);
    byte[] answer = new byte[head.length + reply.body().length];
    System.arraycopy(head, 0, answer, 0, head.length);
    System.arraycopy(reply.body(), 0, answer, head.length, reply.body().length);
    long slowNanos = server.faults().nanos(Fault.SLOW_BODY);
    int first = slowNanos == 0 ? answer.length : head.length + reply.body().length / 2;
    OutputStream out = socket.getOutputStream();
    out.write(answer, 0, first);
    pause(slowNanos);
    out.write(answer, first, answer.length - first);
  }

  /** The headers of the original, so that answers have as many bytes as its own. */
  private static String head(Reply reply) {
    return """
        HTTP/1.1 %s
        Content-Length: %d
        Content-Type: %s
        Access-Control-Allow-Origin: *
        Access-Control-Allow-Methods: GET, POST, OPTIONS
        Access-Control-Allow-Headers: Content-Type

        """
        .formatted(HttpResponseStatus.valueOf(reply.status()), reply.body().length, reply.type())
        .replace("\n", "\r\n");
  }

  private void pause(long nanos) throws InterruptedException, TimeToReset {
    long left = resetNanos == NEVER ? NEVER : resetNanos - System.nanoTime();
    TimeUnit.NANOSECONDS.sleep(Math.min(nanos, left));
    if (left <= nanos) {
      throw new TimeToReset();
    }
  }

  /** The connection has come to the age at which a fault resets it. */
  private static final class TimeToReset extends IOException {
    private static final long serialVersionUID = 1;
  }
}
