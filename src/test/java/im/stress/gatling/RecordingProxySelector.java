package im.stress.gatling;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Notes what Java's own HTTP client is asked for and lets none of it leave this machine: everything
 * is sent to port 1 of the loopback address, where nobody listens. Gatling's version check and its
 * analytics use that client.
 */
final class RecordingProxySelector extends ProxySelector {
  private static final int NOBODY = 1;

  private final List<URI> asked = new CopyOnWriteArrayList<>();

  List<URI> asked() {
    return asked;
  }

  @Override
  public List<Proxy> select(URI uri) {
    asked.add(uri);
    return List.of(
        new Proxy(
            Proxy.Type.HTTP, new InetSocketAddress(InetAddress.getLoopbackAddress(), NOBODY)));
  }

  @Override
  public void connectFailed(URI uri, SocketAddress address, IOException failure) {}
}
