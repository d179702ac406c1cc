package im.stress.gatling;

import java.io.IOException;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.util.List;

/**
 * Keeps {@link java.net.HttpURLConnection} from calling anybody: it asks for a proxy before it
 * looks up a name, and gets an exception. Gatling's version check uses that client and has no
 * switch ({@code GatlingVersion.scala}); it takes any exception for "not known".
 */
final class NoHttpCalls extends ProxySelector {

  @Override
  public List<Proxy> select(URI uri) {
    throw new IllegalArgumentException("expected no call while reporting, got one to " + uri);
  }

  @Override
  public void connectFailed(URI uri, SocketAddress address, IOException failure) {
    throw new IllegalStateException("expected no call while reporting, got one to " + uri);
  }
}
