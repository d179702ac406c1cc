package im.stress.server;

/** What becomes of one push. A message has exactly one. */
enum Fate {
  /** It is sent as it should be. */
  PLAIN,
  /** It is not sent. */
  DROP,
  /** It is sent to somebody else. */
  MISROUTE,
  /** It is sent twice. */
  DUPLICATE,
  /** It is sent after the next one. */
  REORDER
}
