package im.stress.protocol.body;

import im.stress.protocol.ProtocolException;

/**
 * Reads one body after the other, each in one pass, and keeps only the values at the pointers that
 * it was made with. One for each event loop; no object for a body in the steady state.
 */
public interface BodyReader {

  /**
   * Reads a whole body; the values are then its own, and may refer to {@code bytes}.
   *
   * @param start index of the first byte of the body
   * @param end index after its last byte
   * @throws ProtocolException when it is none of this format; offsets count from {@code start}
   */
  void read(byte[] bytes, int start, int end) throws ProtocolException;

  /** What the last body had at the pointer of this slot. */
  BodyValue value(int slot);
}
