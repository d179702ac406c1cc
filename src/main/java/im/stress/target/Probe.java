package im.stress.target;

import im.stress.channel.Connection;
import im.stress.channel.ConnectionEnd;
import im.stress.channel.ConnectionListener;
import im.stress.channel.Endpoint;
import im.stress.channel.FrameKind;
import im.stress.config.StressSettings;
import im.stress.model.Cause;
import im.stress.protocol.Access;
import im.stress.protocol.ImLink;
import im.stress.protocol.ImSession;
import im.stress.protocol.ProtocolException;
import im.stress.protocol.UserValues;
import io.netty.buffer.ByteBuf;
import io.netty.channel.EventLoop;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/** One connect and login, with the answer in words. Its callbacks come on one event loop. */
final class Probe implements ConnectionListener, ImLink {
  /** nginx has 400 for a request in plain HTTP. */
  private static final Set<String> SIGNS_OF_TLS =
      Set.of(
          Cause.CLOSED_BY_SERVER.key(),
          Cause.RESET.key(),
          Cause.HANDSHAKE_INVALID.key(),
          Cause.HANDSHAKE_TIMEOUT.key(),
          Cause.HANDSHAKE_STATUS.with(400));

  private final StressSettings settings;
  private final Access access;
  private final UserValues user;
  private final CompletableFuture<Optional<String>> answer = new CompletableFuture<>();
  private Endpoint endpoint = Endpoint.OF_URL;
  private Connection connection;
  private ImSession session;
  private boolean heard;
  private volatile boolean mayBeTls;

  Probe(StressSettings settings, Access access) {
    this.settings = settings;
    this.access = access;
    this.user = access.context().user(settings.firstUser());
  }

  /** Blocks until the target has answered, or all timeouts have passed. */
  Optional<String> await(EventLoop loop) {
    try {
      endpoint = access.protocol().endpoint(user);
    } catch (IllegalArgumentException e) {
      return Optional.of("can't be asked for what the format says: " + e.getMessage());
    }
    access.connector().connect(0, endpoint, loop, this);
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

  /** What the target was sent, and nobody else may read. */
  List<String> secrets() {
    return Stream.concat(Stream.of(user.token()), endpoint.values()).toList();
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
    session = access.protocol().open(user, this);
    session.opened();
  }

  @Override
  public void received(ByteBuf message) {
    heard = true;
    if (answer.isDone()) {
      return;
    }
    try {
      session.frame(message);
    } catch (ProtocolException e) {
      finish(
          Optional.of(
              "its answer to the login can't be read (" + e.getMessage() + "): check im.codec"));
    }
  }

  private void finish(Optional<String> problem) {
    answer.complete(problem);
    session.closing();
    connection.close();
  }

  @Override
  public void fail(String words) {
    finish(Optional.of(words));
  }

  @Override
  public ByteBuf newMessage() {
    return connection.newMessage();
  }

  @Override
  public void send(ByteBuf message, FrameKind kind) {
    connection.send(message, kind);
  }

  @Override
  public void loggedIn() {
    finish(Optional.empty());
  }

  @Override
  public void loginRefused(int code, String words) {
    finish(
        Optional.of(
            "the login of %s was rejected with code %d%s: check TEST_TOKEN and im.login"
                .formatted(user.uid(), code, words.isEmpty() ? "" : " (" + words + ")")));
  }

  @Override
  public void joinedGroup(int code) {
    // The probe joins no group.
  }

  @Override
  public void acked(int number, int code) {
    // The probe sends no message.
  }

  @Override
  public void ackedOldest(int code) {
    // The probe sends no message.
  }

  @Override
  public void ackedUpTo(int number) {
    // The probe sends no message.
  }

  @Override
  public void pushed(CharSequence content) {
    // Whoever wrote it, it says nothing of the login.
  }

  @Override
  public void heartbeatAnswered(long sequence) {
    // The probe sends no heartbeat.
  }

  @Override
  public void kicked(String words) {
    // The close that follows is told.
  }

  @Override
  public void ponged(long sequence) {
    // The probe sends no heartbeat.
  }

  /** Whether it failed as it does where a server waits for TLS: without a readable word. */
  boolean mayBeTls() {
    return mayBeTls;
  }

  @Override
  public void ended(ConnectionEnd end) {
    mayBeTls = !heard && SIGNS_OF_TLS.contains(end.cause());
    answer.complete(Optional.of(explained(end)));
    if (session != null) {
      session.closed();
    }
  }

  private String explained(ConnectionEnd end) {
    Cause cause = Cause.named(end.cause()).orElseThrow();
    if (cause == Cause.TLS) {
      // Of TLS 1.3 also when the connection is open: the server looks at our certificate last.
      return "TLS failed: " + end.detail();
    }
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
