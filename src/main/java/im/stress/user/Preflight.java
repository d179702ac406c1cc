package im.stress.user;

import im.stress.codec.CodecContext;
import im.stress.codec.Codecs;
import im.stress.codec.ImCodec;
import im.stress.config.StressSettings;
import im.stress.transport.Gateway;
import im.stress.transport.WebSocketConnector;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Tries every gateway with one login before the load begins. Blocks; bounded by the timeouts. */
public final class Preflight {
  private Preflight() {}

  /** Says in one line why the target can't be used; empty = it can. */
  public static Optional<String> check(StressSettings settings) {
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

  private static Optional<String> checkAll(
      StressSettings settings, List<Gateway> gateways, EventLoopGroup loop) {
    CodecContext context =
        new CodecContext(
            CodecContext.runKeyOf(settings.run().id()),
            settings.login().uidPrefix(),
            settings.login().uidFirst(),
            settings.login().token(),
            settings.message().sizeBytes());
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
