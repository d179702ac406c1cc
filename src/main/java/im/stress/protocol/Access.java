package im.stress.protocol;

import im.stress.channel.Connector;

/**
 * All that a user needs to speak with a server. Safe on any thread.
 *
 * @param context what the protocol was made with
 * @param protocol what is spoken
 * @param connector opens the connections to speak on
 */
public record Access(ProtocolContext context, ImProtocol protocol, Connector connector) {}
