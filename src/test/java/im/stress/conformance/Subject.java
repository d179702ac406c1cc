package im.stress.conformance;

import com.typesafe.config.ConfigFactory;
import im.stress.config.CodecSettings;
import im.stress.config.GroupSettings;
import im.stress.config.LoginSettings;
import im.stress.protocol.ImProtocol;
import im.stress.protocol.ProtocolContext;
import im.stress.protocol.ProtocolFactory;
import java.time.Duration;
import java.util.List;

/**
 * A protocol under test, and what the kit has to know of it. Immutable.
 *
 * @param factory makes it
 * @param template HOCON: the block {@code im.codec.template}; empty = nothing is set
 * @param peer what its server says
 * @param allowedBytes of new objects that a chat, an ack or a push may cost in the steady state
 */
public record Subject(
    ProtocolFactory factory, String template, PeerScript peer, double allowedBytes) {
  /** Less than the smallest object: room for what is made new after each megabyte. */
  public static final double NO_OBJECT = 8;

  /** Any number but 0, so that a key that is left out shows. */
  private static final int RUN_KEY = 0x1234abcd;

  /** More than 127: a length that is taken for a signed byte shows. */
  private static final int CONTENT_BYTES = 200;

  /** A protocol without settings, that makes no object for a message. */
  public static Subject of(ProtocolFactory factory, PeerScript peer) {
    return new Subject(factory, "", peer, NO_OBJECT);
  }

  /** The same, which is allowed so many bytes of new objects for each message. */
  public Subject allowing(double bytes) {
    return new Subject(factory, template, peer, bytes);
  }

  /** The same, with what the peer says put into a list. */
  Subject keeping(List<byte[]> said) {
    return new Subject(factory, template, new KeptScript(peer, said), allowedBytes);
  }

  /** The run that the kit plays: users 1000, 1001 … with the token {@code secret}. */
  ProtocolContext context() {
    return new ProtocolContext(
        RUN_KEY,
        new LoginSettings("", 1_000, "secret", Duration.ofSeconds(1)),
        CONTENT_BYTES,
        new GroupSettings(2, Duration.ofSeconds(1), true, "", 0));
  }

  ImProtocol protocol() {
    return factory.create(
        new CodecSettings(factory.name(), ConfigFactory.parseString(template)), context());
  }
}
