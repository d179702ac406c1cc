package im.stress.live;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpContext;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpPrincipal;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.channels.ClosedByInterruptException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(10)
class EventClientTest {
  private final CountDownLatch writing = new CountDownLatch(1);
  private final CountDownLatch never = new CountDownLatch(1);
  private final CompletableFuture<EventClient> client = new CompletableFuture<>();

  @Test
  void one_that_is_too_far_behind_is_dropped_in_the_middle_of_a_write() throws Exception {
    Thread thread = new Thread(this::serve);
    thread.start();
    byte[] event = {1};
    CompletableFuture<Void> last = client.get().offer(event);
    writing.await();
    for (int i = 0; i < 5; i++) {
      last = client.get().offer(event);
    }
    assertThat(last).isNotDone();

    client.get().offer(event);

    thread.join();
    assertThat(last).isDone();
    assertThat(client.get().offer(event)).isDone();
  }

  private void serve() {
    EventClient served = new EventClient(new Exchange(new Stuck()));
    client.complete(served);
    try {
      served.send();
    } catch (IOException e) {
      // as a connection that was closed
    }
  }

  /** A connection whose other side doesn't read. */
  private final class Stuck extends OutputStream {
    @Override
    public void write(int b) throws IOException {
      writing.countDown();
      try {
        never.await(1, TimeUnit.HOURS);
      } catch (InterruptedException e) {
        throw new ClosedByInterruptException();
      }
      throw new InterruptedIOException();
    }
  }

  private static final class Exchange extends HttpExchange {
    private final OutputStream body;
    private final Headers headers = new Headers();

    Exchange(OutputStream body) {
      this.body = body;
    }

    @Override
    public Headers getRequestHeaders() {
      return headers;
    }

    @Override
    public Headers getResponseHeaders() {
      return headers;
    }

    @Override
    public URI getRequestURI() {
      return URI.create("/events");
    }

    @Override
    public String getRequestMethod() {
      return "GET";
    }

    @Override
    public HttpContext getHttpContext() {
      throw new UnsupportedOperationException();
    }

    @Override
    public void close() {}

    @Override
    public InputStream getRequestBody() {
      return InputStream.nullInputStream();
    }

    @Override
    public OutputStream getResponseBody() {
      return body;
    }

    @Override
    public void sendResponseHeaders(int status, long length) {}

    @Override
    public InetSocketAddress getRemoteAddress() {
      throw new UnsupportedOperationException();
    }

    @Override
    public int getResponseCode() {
      return 200;
    }

    @Override
    public InetSocketAddress getLocalAddress() {
      throw new UnsupportedOperationException();
    }

    @Override
    public String getProtocol() {
      return "HTTP/1.1";
    }

    @Override
    public Object getAttribute(String name) {
      return null;
    }

    @Override
    public void setAttribute(String name, Object value) {}

    @Override
    public void setStreams(InputStream in, OutputStream out) {}

    @Override
    public HttpPrincipal getPrincipal() {
      return null;
    }
  }
}
