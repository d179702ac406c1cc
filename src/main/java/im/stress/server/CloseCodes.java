package im.stress.server;

/** Why a connection ends, as WebSocket close codes (RFC 6455 section 7.4.1 and IANA's registry). */
final class CloseCodes {
  static final int NORMAL = 1000;
  static final int GOING_AWAY = 1001;
  static final int UNSUPPORTED_DATA = 1003;

  /** Never sent: a close frame came without a code. */
  static final int NO_CODE = 1005;

  /** Never sent: the end came without a close frame. */
  static final int NO_CLOSE_FRAME = 1006;

  static final int INVALID_PAYLOAD = 1007;
  static final int POLICY_VIOLATION = 1008;
  static final int TOO_BIG = 1009;
  static final int UNEXPECTED_CONDITION = 1011;
  static final int TRY_AGAIN_LATER = 1013;

  /** Of the range that RFC 6455 section 7.4.2 leaves to applications: pushed out. */
  static final int KICKED = 4001;

  private CloseCodes() {}
}
