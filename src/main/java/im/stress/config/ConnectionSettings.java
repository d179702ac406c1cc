package im.stress.config;

import java.time.Duration;

/**
 * {@code im.connection}: how connections are made.
 *
 * @param connectTimeout limit for TCP connect (and TLS)
 * @param handshakeTimeout limit for the WebSocket upgrade
 * @param maxFrameBytes largest frame, or body of an answer of HTTP, that is accepted
 * @param maxQueuedBytes most unsent bytes of one connection; past it a due send is not made
 * @param sourceAddresses local addresses to connect from
 * @param tls for gateways that are encrypted
 * @param compression whether permessage-deflate (RFC 7692) is asked for
 * @param http how requests of HTTP are made
 */
public record ConnectionSettings(
    Duration connectTimeout,
    Duration handshakeTimeout,
    int maxFrameBytes,
    int maxQueuedBytes,
    SourceAddresses sourceAddresses,
    TlsSettings tls,
    boolean compression,
    HttpSettings http) {

  /** How long a server may take to answer our close, or to read our answer to its own. */
  public static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(2);
}
