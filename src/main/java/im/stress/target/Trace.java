package im.stress.target;

import io.netty.buffer.ByteBuf;

/** Sees all that passes on a connection, both ways; on its event loop. Does nothing by itself. */
interface Trace {
  /** Nobody looks. */
  Trace NONE = new Trace() {};

  /** Which way something goes. */
  enum Way {
    /** To the server. */
    OUT,
    /** From the server. */
    IN
  }

  /** A message, between its indices. */
  default void message(String uid, Way way, ByteBuf message) {}

  /** What is none of the protocol's messages, such as a request of HTTP beside the connection. */
  default void text(String uid, Way way, ByteBuf bytes) {}

  /** A part of the upgrade, as HTTP has it. */
  default void upgrade(String uid, Way way, ByteBuf bytes) {}

  /** Something that is no message, in words. */
  default void note(String uid, Way way, String words) {}
}
