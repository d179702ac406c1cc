package im.stress.transport.http;

import im.stress.channel.ConnectionListener;
import im.stress.channel.Connector;
import im.stress.channel.Endpoint;
import im.stress.config.ConnectionSettings;
import im.stress.transport.Dialer;
import io.netty.channel.EventLoop;

/** Opens connections of HTTP/1.1, with or without TLS. */
public final class HttpConnector implements Connector {
  private final Dialer dialer;
  private final HttpRules rules;

  /**
   * Connects to the gateways of a dialer, which has these settings.
   *
   * @param keepAlive whether a user keeps its connection; else each request has its own
   */
  public HttpConnector(Dialer dialer, ConnectionSettings settings, boolean keepAlive) {
    this.dialer = dialer;
    this.rules = HttpRules.of(settings, keepAlive);
  }

  /** {@inheritDoc} The endpoint is not looked at: each request says itself what it asks for. */
  @Override
  public void connect(int index, Endpoint endpoint, EventLoop loop, ConnectionListener listener) {
    RequestHead head = new RequestHead(dialer.gateway(index).uri(), rules.keepAlive());
    HttpConnection.open(
        loop,
        new HttpPool.Way() {
          @Override
          public void dial(Dialer.Call call) {
            dialer.dial(index, loop, call);
          }

          @Override
          public RequestHead head() {
            return head;
          }
        },
        rules,
        listener);
  }
}
