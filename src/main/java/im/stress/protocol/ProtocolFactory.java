package im.stress.protocol;

import im.stress.config.CodecSettings;

/**
 * Makes a protocol that is written in Java. Its class is public, has a public constructor without
 * parameters, and is found on the class path: by its own name as the value of {@code
 * im.codec.format}, or by {@link #name} where it stands in a line of {@code
 * META-INF/services/im.stress.protocol.ProtocolFactory} ({@link java.util.ServiceLoader}).
 */
public interface ProtocolFactory {

  /**
   * The value of {@code im.codec.format} that asks for this protocol where it is found by {@link
   * java.util.ServiceLoader}; a class that is found by its own name need not have another.
   */
  default String name() {
    return getClass().getName();
  }

  /**
   * Makes the protocol of a run, once.
   *
   * @throws im.stress.config.SettingsException when it can't be used with these settings
   */
  ImProtocol create(CodecSettings settings, ProtocolContext context);
}
