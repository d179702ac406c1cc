package im.stress.protocol.body;

import im.stress.protocol.ProtocolException;

/** Finds the elements of a body, each of which is a body again. Safe on any thread. */
public interface BodyElements {

  /** What an element is. */
  BodyFormat format();

  /**
   * Finds the elements of one body after the other; one for each event loop.
   *
   * @param sink hears of each element, in order
   */
  Walker newWalker(Sink sink);

  /** Walks through bodies. */
  interface Walker {
    /** Tells the sink of each element of the body in these bytes. */
    void walk(byte[] bytes, int start, int end) throws ProtocolException;
  }

  /** Hears of elements. */
  interface Sink {
    /** One element stands in these bytes; valid during the call. */
    void element(byte[] bytes, int start, int end) throws ProtocolException;
  }
}
