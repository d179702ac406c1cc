package im.stress.config;

import java.time.Duration;

/**
 * {@code im.connection}: how connections are made.
 *
 * @param connectTimeout limit for TCP connect (and TLS)
 * @param handshakeTimeout limit for the WebSocket upgrade
 * @param maxFrameBytes largest frame that is accepted from the server
 * @param maxQueuedBytes most unsent bytes of one connection; past it a due send is not made
 * @param sourceAddresses local addresses to connect from
 * @param trustCertificates PEM file of the authorities to trust; empty = those of the JDK
 * @param insecureTls accepts any certificate: for test gateways only
 */
public record ConnectionSettings(
    Duration connectTimeout,
    Duration handshakeTimeout,
    int maxFrameBytes,
    int maxQueuedBytes,
    SourceAddresses sourceAddresses,
    String trustCertificates,
    boolean insecureTls) {

  /** How long a server may take to answer our close, or to read our answer to its own. */
  public static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(2);
}
