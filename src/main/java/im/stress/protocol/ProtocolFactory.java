package im.stress.protocol;

import im.stress.config.CodecSettings;

/**
 * Makes a protocol that is written in Java. Found by {@link java.util.ServiceLoader}: the class of
 * the factory, public and with a public constructor without parameters, stands in a line of {@code
 * META-INF/services/im.stress.protocol.ProtocolFactory} on the class path.
 */
public interface ProtocolFactory {

  /** The value of {@code im.codec.format} that asks for this protocol. */
  String name();

  /**
   * Makes the protocol of a run, once.
   *
   * @throws im.stress.config.SettingsException when it can't be used with these settings
   */
  ImProtocol create(CodecSettings settings, ProtocolContext context);
}
