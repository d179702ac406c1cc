package im.stress.server;

/** Why a login is refused. */
enum Refusal {
  /** Because of {@link Fault#REJECT_LOGIN}. */
  BY_FAULT("rejected by fault", CloseCodes.POLICY_VIOLATION),
  /** The server has as many users as it takes. */
  FULL("server full", CloseCodes.TRY_AGAIN_LATER),
  /** Nobody with this id and secret has registered; may still be done on this connection. */
  UNKNOWN("wrong id or password: register first", Refusal.STAYS_OPEN),
  /** The protocol lets nobody in twice. */
  ALREADY_ONLINE("already online", Refusal.STAYS_OPEN);

  private static final int STAYS_OPEN = 0;

  private final String words;
  private final int closeCode;

  Refusal(String words, int closeCode) {
    this.words = words;
    this.closeCode = closeCode;
  }

  /** The reason for the client. */
  String words() {
    return words;
  }

  /** Whether the connection is closed after the answer. */
  boolean closes() {
    return closeCode != STAYS_OPEN;
  }

  /** The code to close with. */
  int closeCode() {
    return closeCode;
  }
}
