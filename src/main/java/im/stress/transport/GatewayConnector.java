package im.stress.transport;

import im.stress.channel.ConnectionEnd;
import im.stress.channel.ConnectionListener;
import im.stress.channel.Connector;
import im.stress.channel.Endpoint;
import im.stress.channel.Framing;
import im.stress.config.ConnectionSettings;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.EventLoop;
import io.netty.handler.codec.http.HttpClientCodec;
import java.util.List;

/** Opens connections of WebSocket (RFC 6455) or plain TCP, with or without TLS. */
public final class GatewayConnector implements Connector {
  private final Dialer dialer;
  private final ConnectionSettings settings;
  private final Framing framing;

  /**
   * Connects to {@code gateways} in turn.
   *
   * @param framing how messages are told apart; of a stream where a gateway is not WebSocket
   */
  public GatewayConnector(List<Gateway> gateways, ConnectionSettings settings, Framing framing) {
    this(new Dialer(gateways, settings), settings, framing);
  }

  /** The same to the gateways of a dialer, which has these settings. */
  public GatewayConnector(Dialer dialer, ConnectionSettings settings, Framing framing) {
    this.dialer = dialer;
    this.settings = settings;
    this.framing = framing;
  }

  @Override
  public void connect(int index, Endpoint endpoint, EventLoop loop, ConnectionListener listener) {
    dialer.dial(
        index,
        loop,
        new Dialer.Call() {
          @Override
          public void fill(ChannelPipeline pipeline, Gateway gateway) {
            GatewayConnector.this.fill(pipeline, gateway, endpoint, listener);
          }

          @Override
          public void bytesReceived(int bytes) {
            listener.bytesReceived(bytes);
          }

          @Override
          public void bytesSent(int bytes) {
            listener.bytesSent(bytes);
          }

          @Override
          public void secured(long startNanos, long endNanos) {
            listener.secured(startNanos, endNanos);
          }

          @Override
          public void failed(ConnectionEnd end) {
            listener.ended(end);
          }
        });
  }

  private void fill(
      ChannelPipeline pipeline, Gateway gateway, Endpoint endpoint, ConnectionListener listener) {
    if (gateway.isWebSocket()) {
      UpgradeRequest request = new UpgradeRequest(gateway.uri(), endpoint);
      pipeline.addLast(new HttpClientCodec());
      pipeline.addLast(new WebSocketUpgrade(request, settings, framing, listener));
    } else {
      pipeline.addLast(
          new TcpConnection(pipeline.channel(), listener, framing, settings.maxFrameBytes()));
    }
  }
}
