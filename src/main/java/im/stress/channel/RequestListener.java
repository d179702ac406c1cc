package im.stress.channel;

/** Hears what becomes of requests of HTTP, on the event loop that they were made on. */
public interface RequestListener {

  /**
   * The answer to a request.
   *
   * @param tag of the request
   */
  default void answered(long tag, HttpAnswer answer) {}

  /**
   * A request gets no answer, or none that can be used.
   *
   * @param tag of the request
   * @param failure at what it failed
   * @param end why: the end of the connection that it was on, or was to have
   */
  default void unanswered(long tag, RequestFailure failure, ConnectionEnd end) {}

  /**
   * A request fails of which nothing was written: the server can't have it.
   *
   * @param tag of the request
   * @param failure at what it failed
   * @param end why: the end of the connection that it was to have
   */
  default void neverSent(long tag, RequestFailure failure, ConnectionEnd end) {
    unanswered(tag, failure, end);
  }

  /**
   * A request is sent a second time: the server had closed the connection, which was kept, maybe
   * before it read it. Its method allows that.
   */
  default void sentAgain() {}

  /**
   * A connection that was to be kept is over, with no request under way: the server closed it and
   * had not said so in its last answer, or sent something that nobody had asked for.
   */
  default void lostBetweenRequests(ConnectionEnd end) {}
}
