package im.stress.channel;

import io.netty.channel.EventLoop;

/**
 * Opens connections to the gateways of a run. Safe on any event loop; holds no connection itself.
 */
public interface Connector {

  /**
   * Begins to open a connection on {@code loop}. All that follows, failures included, is told to
   * {@code listener} on that loop, never from within this call.
   *
   * @param index chooses the gateway and the source address: the same index, the same choice
   * @param endpoint what is asked of a gateway of WebSocket; others are asked for nothing
   */
  void connect(int index, Endpoint endpoint, EventLoop loop, ConnectionListener listener);
}
