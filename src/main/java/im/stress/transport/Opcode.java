package im.stress.transport;

/** What a WebSocket frame is (RFC 6455 section 5.2). */
final class Opcode {
  static final int CONTINUATION = 0;
  static final int TEXT = 1;
  static final int BINARY = 2;
  static final int CLOSE = 8;
  static final int PING = 9;
  static final int PONG = 10;

  /** RSV1 beside the opcode: the message is compressed (RFC 7692 section 6). */
  static final int COMPRESSED = 0x40;

  private Opcode() {}

  /** Control frames have the highest bit of the four set (RFC 6455 section 5.5). */
  static boolean isControl(int opcode) {
    return opcode >= CLOSE;
  }
}
