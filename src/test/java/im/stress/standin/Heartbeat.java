package im.stress.standin;

/**
 * How a stand-in asks for signs of life.
 *
 * @param intervalMillis time between two questions of the server; 0 = it never asks
 * @param answerMillis time within which each is to be answered; also the longest silence of a
 *     client that sends the heartbeats itself
 */
public record Heartbeat(long intervalMillis, long answerMillis) {
  /** Asks nothing; long enough that no test is ended by it. */
  public static final Heartbeat NONE = new Heartbeat(0, 60_000);
}
