package im.stress.protocol.template;

import im.stress.protocol.ProtocolException;
import im.stress.protocol.inbound.InboundMessage;

/** Tells a yes from a no, and why it is a no. Immutable. */
interface AnswerReader {

  /** 0 = yes; else the server's number for the no, or {@link Answer#REFUSED}. */
  int code(InboundMessage message) throws ProtocolException;

  /** The server's words; empty where it has none. */
  String words(InboundMessage message) throws ProtocolException;
}
