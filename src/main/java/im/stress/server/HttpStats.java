package im.stress.server;

import java.util.Map;

/**
 * What the HTTP chat room has counted since the start of the server: the truth for tests. Each
 * request has one answer, unless its connection ends before.
 *
 * @param connectionsOpened connections accepted
 * @param connectionsOpen of these, the ones that have not ended
 * @param requests requests read to their end
 * @param requestsByRoute of these, those of each path that was asked for, the unknown ones as
 *     {@code other}
 * @param errors requests answered with an error: by its status, in its body, or both
 * @param errorsByFault of these, those because of {@code error-status} and {@code error-body}
 * @param messagesSaved messages that a room has
 * @param messagesDropped messages not saved because of {@code drop-push}, answered with success
 * @param messagesForgotten saved messages that were given up for younger ones
 * @param resets connections reset because of {@code reset-after}
 */
public record HttpStats(
    long connectionsOpened,
    long connectionsOpen,
    long requests,
    Map<String, Long> requestsByRoute,
    long errors,
    long errorsByFault,
    long messagesSaved,
    long messagesDropped,
    long messagesForgotten,
    long resets) {

  /** Copies the map so that nobody can change it afterwards. */
  public HttpStats {
    requestsByRoute = Map.copyOf(requestsByRoute);
  }
}
