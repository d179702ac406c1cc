package im.stress.channel;

/**
 * A server of HTTP: where requests go that don't go over the user's own connection (RFC 9110,
 * section 4.3.1).
 *
 * @param secure whether it speaks TLS
 * @param host name or address, an IPv6 address without its brackets
 * @param port 1 to 65535
 */
public record HttpOrigin(boolean secure, String host, int port) {
  /** Its URL, without a path. */
  public String url() {
    String inUrl = host.indexOf(':') < 0 ? host : "[" + host + "]";
    return (secure ? "https" : "http") + "://" + inUrl + ":" + port;
  }
}
