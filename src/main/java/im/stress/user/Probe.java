package im.stress.user;

import im.stress.codec.CodecException;
import im.stress.codec.ImCodec;
import im.stress.codec.Inbound;
import im.stress.codec.Outbound;
import im.stress.config.StressSettings;
import im.stress.model.Cause;
import im.stress.transport.Connection;
import im.stress.transport.ConnectionEnd;
import im.stress.transport.ConnectionListener;
import io.netty.buffer.ByteBuf;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** One connect and login, with the answer in words. Its callbacks come on one event loop. */
final class Probe implements ConnectionListener {
  private final StressSettings settings;
  private final ImCodec codec;
  private final CompletableFuture<Optional<String>> answer = new CompletableFuture<>();
  private Connection connection;

  Probe(StressSettings settings, ImCodec codec) {
    this.settings = settings;
    this.codec = codec;
  }

  /** Blocks until the target has answered, or all timeouts have passed. */
  Optional<String> await() {
    long limitMillis =
        settings
            .connection()
            .connectTimeout()
            .plus(settings.connection().handshakeTimeout())
            .plus(settings.login().timeout())
            .toMillis();
    try {
      return answer.get(limitMillis, TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      return Optional.of(unanswered());
    } catch (ExecutionException e) {
      return Optional.of(String.valueOf(e.getCause().getMessage()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.of("interrupted");
    }
  }

  private String unanswered() {
    return "connected, but the login was not answered within "
        + settings.login().timeout().toMillis()
        + " ms";
  }

  @Override
  public void opened(Connection opened) {
    connection = opened;
    long timeoutMillis = settings.login().timeout().toMillis();
    answer.completeOnTimeout(Optional.of(unanswered()), timeoutMillis, TimeUnit.MILLISECONDS);
    ByteBuf login = opened.allocator().buffer();
    codec.encode(new Outbound.Login(settings.firstUser()), login);
    opened.send(login);
  }

  @Override
  public void received(ByteBuf message) {
    try {
      if (codec.decode(message) instanceof Inbound.LoginAck ack) {
        answer.complete(ack.accepted() ? Optional.empty() : Optional.of(rejected(ack)));
        connection.close();
      }
    } catch (CodecException e) {
      answer.complete(
          Optional.of(
              "its answer to the login can't be read (" + e.getMessage() + "): check im.codec"));
      connection.close();
    }
  }

  private String rejected(Inbound.LoginAck ack) {
    String uid = settings.login().uid(settings.firstUser());
    String reason = ack.reason().isEmpty() ? "" : " (" + ack.reason() + ")";
    return "the login of "
        + uid
        + " was rejected with code "
        + ack.code()
        + reason
        + ": check TEST_TOKEN and im.login";
  }

  @Override
  public void ponged(long sequence) {
    // The probe sends no heartbeat.
  }

  @Override
  public void ended(ConnectionEnd end) {
    answer.complete(Optional.of(explained(end)));
  }

  private String explained(ConnectionEnd end) {
    Cause cause = Cause.named(end.cause()).orElseThrow();
    if (cause == Cause.HANDSHAKE_STATUS) {
      return "answered the WebSocket upgrade with "
          + end.detail()
          + ", expected 101: is this the path of the IM gateway, and is the token right?";
    }
    if (connection != null) {
      return "closed the connection before it answered the login ("
          + end.cause()
          + (end.reason().isEmpty() ? "" : ": " + end.reason())
          + "): check TEST_TOKEN and im.login";
    }
    return switch (cause) {
      case REFUSED -> connectFailure(end) + ": " + ConnectFailure.ADVICE;
      case CONNECT_TIMEOUT -> connectFailure(end) + ": is a firewall between?";
      case UNREACHABLE -> connectFailure(end) + ": check the address and the network";
      case HANDSHAKE_TIMEOUT -> end.detail() + ": is this a WebSocket server?";
      case TLS ->
          "TLS failed ("
              + end.detail()
              + "): does this port speak TLS, and is its certificate trusted"
              + " (im.connection.trust-certificates)?";
      case OUT_OF_PORTS ->
          end.detail()
              + ": is there a free local port, and has this machine all of"
              + " im.connection.source-addresses?";
      default -> end.cause() + " (" + end.detail() + "): is this a WebSocket server?";
    };
  }

  private String connectFailure(ConnectionEnd end) {
    return ConnectFailure.words(end, settings.connection());
  }
}
