package im.stress.channel;

/** At what a request failed that got no answer; wrk tells errors apart in the same way. */
public enum RequestFailure {
  /** There was no connection to send it on. */
  CONNECT,
  /** It could not be sent whole. */
  WRITE,
  /** It was sent, and no answer came that can be used. */
  READ,
  /** It was given up after its time, sent or not. */
  TIMEOUT
}
