package im.stress.transport;

import im.stress.channel.ConnectionListener;
import im.stress.channel.Connector;
import im.stress.channel.Endpoint;
import im.stress.channel.Framing;
import im.stress.config.ConnectionSettings;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.EventLoop;
import io.netty.handler.codec.http.HttpClientCodec;
import io.netty.handler.ssl.SslContext;
import java.util.List;

/** Opens connections of WebSocket (RFC 6455) or plain TCP, with or without TLS. */
public final class GatewayConnector implements Connector {
  private final List<Gateway> gateways;
  private final ConnectionSettings settings;
  private final Framing framing;
  private final SslContext tls;

  /** Null = nobody watches. */
  private final HandshakeWatch watch;

  /**
   * Connects to {@code gateways} in turn.
   *
   * @param framing how messages are told apart; of a stream where a gateway is not WebSocket
   */
  public GatewayConnector(List<Gateway> gateways, ConnectionSettings settings, Framing framing) {
    this(gateways, settings, framing, null);
  }

  /** The same for connections that are watched while they are made. */
  public GatewayConnector(
      List<Gateway> gateways, ConnectionSettings settings, Framing framing, HandshakeWatch watch) {
    this.watch = watch;
    this.gateways = List.copyOf(gateways);
    this.settings = settings;
    this.framing = framing;
    this.tls = gateways.stream().anyMatch(Gateway::secure) ? TlsContext.of(settings.tls()) : null;
  }

  @Override
  public void connect(int index, Endpoint endpoint, EventLoop loop, ConnectionListener listener) {
    Gateway gateway = gateways.get(Math.floorMod(index, gateways.size()));
    // All users of a gateway have every source address in turn, however many of both there are.
    int turn = Math.floorDiv(index, gateways.size());
    ClientSocket.bootstrap(settings, gateway, turn, loop)
        .handler(
            new ChannelInitializer<Channel>() {
              @Override
              protected void initChannel(Channel channel) {
                fill(
                    channel.pipeline(),
                    new UpgradeRequest(gateway.uri(), endpoint),
                    gateway,
                    listener);
              }
            })
        .connect(gateway.address())
        .addListener(
            connected -> {
              if (!connected.isSuccess()) {
                // Without a file handle there is no channel, and Netty tells it on another thread.
                loop.execute(() -> listener.ended(NetworkCause.endOf(connected.cause())));
              }
            });
  }

  private void fill(
      ChannelPipeline pipeline,
      UpgradeRequest request,
      Gateway gateway,
      ConnectionListener listener) {
    if (gateway.secure()) {
      TlsHandshake.addTo(pipeline, gateway, tls, settings.connectTimeout().toMillis(), listener);
    }
    if (watch != null) {
      pipeline.addLast(new HandshakeWatcher(watch, gateway.isWebSocket()));
    }
    if (gateway.isWebSocket()) {
      pipeline.addLast(new HttpClientCodec());
      pipeline.addLast(new WebSocketUpgrade(request, settings, framing, listener));
    } else {
      pipeline.addLast(
          new TcpConnection(pipeline.channel(), listener, framing, settings.maxFrameBytes()));
    }
  }
}
