package im.stress.protocol;

import im.stress.channel.Connector;
import im.stress.channel.HttpLane;

/**
 * All that a user needs to speak with a server. Safe on any thread.
 *
 * @param context what the protocol was made with
 * @param protocol what is spoken
 * @param connector opens the connections to speak on
 * @param lanes for requests of HTTP beside these connections
 */
public record Access(
    ProtocolContext context, ImProtocol protocol, Connector connector, HttpLane.Lanes lanes) {

  /** Without a way for requests beside the connections. */
  public Access(ProtocolContext context, ImProtocol protocol, Connector connector) {
    this(context, protocol, connector, loop -> HttpLane.NONE);
  }
}
