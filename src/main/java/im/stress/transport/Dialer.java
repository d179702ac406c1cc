package im.stress.transport;

import im.stress.channel.ConnectionEnd;
import im.stress.channel.Traffic;
import im.stress.config.ConnectionSettings;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.EventLoop;
import io.netty.handler.ssl.SslContext;
import java.util.List;

/**
 * Connects channels to gateways in turn: from which address, within which time, with or without
 * TLS. Safe on any event loop; holds no channel itself.
 */
public final class Dialer {
  private final List<Gateway> gateways;
  private final ConnectionSettings settings;
  private final SslContext tls;

  /** Null = nobody watches. */
  private final HandshakeWatch watch;

  /** What a channel is to be, and who hears of it; called on its event loop. */
  public interface Call extends Traffic {
    /** Adds the handlers that come behind TLS, to a channel that is not connected yet. */
    void fill(ChannelPipeline pipeline, Gateway gateway);

    /** The TLS handshake is complete, as {@link im.stress.channel.ConnectionListener} has it. */
    default void secured(long startNanos, long endNanos) {}

    /** TCP could not be connected; never called from within {@link Dialer#dial}. */
    void failed(ConnectionEnd end);
  }

  /** Connects to these. */
  public Dialer(List<Gateway> gateways, ConnectionSettings settings) {
    this(gateways, settings, null);
  }

  /** The same for channels that are watched while they are connected; null = nobody watches. */
  public Dialer(List<Gateway> gateways, ConnectionSettings settings, HandshakeWatch watch) {
    this.gateways = List.copyOf(gateways);
    this.settings = settings;
    this.tls = gateways.stream().anyMatch(Gateway::secure) ? TlsContext.of(settings.tls()) : null;
    this.watch = watch;
  }

  /** The gateway of this index. */
  public Gateway gateway(int index) {
    return gateways.get(Math.floorMod(index, gateways.size()));
  }

  /**
   * Begins to connect.
   *
   * @param index chooses the gateway and the source address: the same index, the same choice
   */
  public void dial(int index, EventLoop loop, Call call) {
    Gateway gateway = gateway(index);
    // All users of a gateway have every source address in turn, however many of both there are.
    int turn = Math.floorDiv(index, gateways.size());
    ClientSocket.bootstrap(settings, gateway, turn, loop)
        .handler(
            new ChannelInitializer<Channel>() {
              @Override
              protected void initChannel(Channel channel) {
                fill(channel.pipeline(), gateway, call);
              }
            })
        .connect(gateway.address())
        .addListener(
            connected -> {
              if (!connected.isSuccess()) {
                // Without a file handle there is no channel, and Netty tells it on another thread.
                loop.execute(() -> call.failed(NetworkCause.endOf(connected.cause())));
              }
            });
  }

  private void fill(ChannelPipeline pipeline, Gateway gateway, Call call) {
    pipeline.addLast(new TrafficMeter(call));
    if (gateway.secure()) {
      TlsHandshake.addTo(pipeline, gateway, tls, settings.connectTimeout().toMillis(), call);
    }
    if (watch != null) {
      pipeline.addLast(new HandshakeWatcher(watch, gateway.isWebSocket()));
    }
    call.fill(pipeline, gateway);
  }
}
