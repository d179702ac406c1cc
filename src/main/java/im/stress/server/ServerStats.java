package im.stress.server;

import java.util.Map;

/**
 * The server's own counts since its start: the truth for tests. While connections live, each
 * message has one end: {@code messages = (pushes - pushesDuplicated - pushesMisrouted) +
 * pushesDropped + pushesOffline + pushesMisrouted} (+ those held back at this moment by {@code
 * reorder-push}, + pushes cut off with a slow consumer).
 *
 * @param connectionsOpened WebSocket handshakes completed
 * @param connectionsOpen of these, the ones whose end has not begun
 * @param logins logins accepted
 * @param loginsRejected logins answered with a code other than 0
 * @param heartbeats {@code ping} messages of logged-in users and WebSocket ping frames, each
 *     answered
 * @param messages {@code chat} messages accepted
 * @param messagesIgnored {@code chat} messages that came in during {@code silent-after}
 * @param acks {@code chat_ack} frames written, copies included
 * @param acksDropped acknowledgements not sent because of {@code drop-ack}
 * @param acksDuplicated extra copies because of {@code duplicate-ack}
 * @param pushes {@code push} frames written, copies and misrouted ones included
 * @param pushesDropped pushes not sent because of {@code drop-push}, or because the recipient's
 *     connection is silent
 * @param pushesDuplicated extra copies because of {@code duplicate-push}
 * @param pushesReordered pushes sent after a later one of the same sender to the same recipient
 * @param pushesMisrouted pushes sent to a wrong user instead of the right one
 * @param pushesOffline pushes not sent because the recipient is not online, or is just leaving
 * @param framesMalformed frames that ended their connection: not JSON, a field missing, an unknown
 *     type, binary, over the limit, against RFC 6455
 * @param framesGarbage frames sent because of {@code garbage-push}
 * @param closes connections ended, by the code of the first close frame in either direction; {@code
 *     1005} = a close frame without code, {@code 1006} = none at all (idle, reset, cut by the
 *     client), {@code slow-consumer} = cut off for its unsent bytes
 */
public record ServerStats(
    long connectionsOpened,
    long connectionsOpen,
    long logins,
    long loginsRejected,
    long heartbeats,
    long messages,
    long messagesIgnored,
    long acks,
    long acksDropped,
    long acksDuplicated,
    long pushes,
    long pushesDropped,
    long pushesDuplicated,
    long pushesReordered,
    long pushesMisrouted,
    long pushesOffline,
    long framesMalformed,
    long framesGarbage,
    Map<String, Long> closes) {

  /** Copies the map so that nobody can change it afterwards. */
  public ServerStats {
    closes = Map.copyOf(closes);
  }
}
