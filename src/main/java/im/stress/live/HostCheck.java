package im.stress.live;

import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;

/**
 * Keeps pages of others out: a browser can be made to ask a server on loopback by the name of
 * another host (DNS rebinding), and would let a page of that host read the answer.
 *
 * @param host name or address that the server was told to listen at
 * @param bound what that is
 */
record HostCheck(String host, InetAddress bound) {

  /** Whether a request with this {@code Host} is meant for this server. */
  boolean allows(String header) {
    if (!bound.isLoopbackAddress()) {
      return true;
    }
    try {
      String asked = new URI("http://" + header).getHost();
      return asked != null && isOwn(asked.toLowerCase(Locale.ROOT));
    } catch (URISyntaxException e) {
      return false;
    }
  }

  private boolean isOwn(String asked) {
    return asked.equals("localhost")
        || asked.equals("[::1]")
        || asked.matches("127(\\.\\d{1,3}){3}")
        || asked.equals(host.toLowerCase(Locale.ROOT));
  }
}
