package im.stress.transport.http;

import im.stress.channel.ConnectionEnd;
import im.stress.channel.HttpOrigin;
import im.stress.config.ConnectionSettings;
import im.stress.config.TargetSettings;
import im.stress.model.Cause;
import im.stress.transport.Dialer;
import im.stress.transport.Gateway;
import io.netty.channel.EventLoop;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;

/** Where the servers of lanes are: each name is looked up once, on no event loop. Thread-safe. */
final class LaneServers {
  private final ConnectionSettings settings;
  private final TargetSettings target;
  private final Map<HttpOrigin, CompletableFuture<Dialer>> dialers = new ConcurrentHashMap<>();

  /**
   * Knows none yet.
   *
   * @param target has addresses of names that are not to be looked up
   */
  LaneServers(ConnectionSettings settings, TargetSettings target) {
    this.settings = settings;
    this.target = target;
  }

  /** The URL of a server, without a path. */
  static URI url(HttpOrigin server) {
    return URI.create(server.url());
  }

  /**
   * Begins to connect.
   *
   * @param turn chooses the address and the source address
   */
  void dial(HttpOrigin server, int turn, EventLoop loop, Dialer.Call call) {
    dialers
        .computeIfAbsent(server, this::lookUp)
        .whenComplete(
            (dialer, failure) ->
                loop.execute(
                    () -> {
                      if (failure == null) {
                        dialer.dial(turn, loop, call);
                      } else {
                        // The next request may find the name.
                        dialers.remove(server);
                        call.failed(unknown(failure));
                      }
                    }));
  }

  private CompletableFuture<Dialer> lookUp(HttpOrigin server) {
    return CompletableFuture.supplyAsync(
        () -> {
          try {
            TargetSettings alone =
                new TargetSettings(List.of(url(server)), "http", target.addresses());
            return new Dialer(Gateway.resolve(alone), settings);
          } catch (UnknownHostException e) {
            throw new CompletionException(e);
          }
        });
  }

  private static ConnectionEnd unknown(Throwable failure) {
    Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
    return cause instanceof UnknownHostException
        ? ConnectionEnd.of(Cause.DNS, cause.getMessage())
        : ConnectionEnd.of(Cause.OTHER, String.valueOf(cause.getMessage()));
  }
}
