package im.stress.transport;

import io.netty.buffer.ByteBuf;

/**
 * Sees how a connection is made, beyond what its listener hears of it; for people who watch one,
 * not for the load. Called on the event loop of the connection, before it is open.
 */
public interface HandshakeWatch {

  /** TCP is connected. */
  void connected();

  /** A part of the upgrade request leaves; valid during the call only. */
  void asked(ByteBuf bytes);

  /** A part of the answer to the upgrade came; valid during the call only. */
  void answered(ByteBuf bytes);
}
