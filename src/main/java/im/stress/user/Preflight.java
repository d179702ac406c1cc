package im.stress.user;

import im.stress.codec.CodecContext;
import im.stress.codec.Codecs;
import im.stress.codec.ImCodec;
import im.stress.config.SettingsException;
import im.stress.config.StressSettings;
import im.stress.transport.Gateway;
import im.stress.transport.WebSocketConnector;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Tries every gateway with one login before the load begins. Blocks; bounded by the timeouts. */
public final class Preflight {
  private Preflight() {}

  /**
   * Says in one line why the target can't be used; empty = it can.
   *
   * @throws SettingsException when it can't be used whatever its state
   */
  public static Optional<String> check(StressSettings settings) {
    requireWebSocket(settings);
    List<Gateway> gateways;
    try {
      gateways = Gateway.resolve(settings.target().urls());
    } catch (UnknownHostException e) {
      return Optional.of(
          "target: the name " + e.getMessage() + " does not resolve: check it, or the DNS server");
    }
    EventLoopGroup loop = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
    try {
      return checkAll(settings, gateways, loop);
    } finally {
      loop.shutdownGracefully(0, 1, TimeUnit.SECONDS);
    }
  }

  /** The server's own words may be among them. */
  private static String oneLine(String text) {
    return text.replaceAll("[\\p{Cntrl}\\s]+", " ");
  }

  private static void requireWebSocket(StressSettings settings) {
    for (URI url : settings.target().urls()) {
      if (url.getScheme().equals("tcp")) {
        throw new SettingsException(
            "TARGET_URL: expected ws:// or wss://, got "
                + url
                + "; plain TCP gateways can't be driven yet");
      }
    }
  }

  private static Optional<String> checkAll(
      StressSettings settings, List<Gateway> gateways, EventLoopGroup loop) {
    CodecContext context = CodecContext.of(settings, settings.run().id());
    ImCodec codec = Codecs.of(settings.codec(), context).get();
    for (Gateway gateway : gateways) {
      Probe probe = new Probe(settings, codec);
      new WebSocketConnector(List.of(gateway), settings.connection(), codec.textFrames())
          .connect(0, loop.next(), probe);
      Optional<String> problem = probe.await();
      if (problem.isPresent()) {
        return Optional.of("target " + gateway.uri() + ": " + oneLine(problem.get()));
      }
    }
    return Optional.empty();
  }
}
