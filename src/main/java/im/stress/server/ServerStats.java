package im.stress.server;

import java.util.Map;

/**
 * The server's own counts since its start, over all its ports: the truth for tests. While
 * connections live, each message has one end: {@code messages = (pushes - pushesDuplicated -
 * pushesMisrouted) + pushesDropped + pushesOffline + pushesMisrouted} (+ those held back at this
 * moment by {@code reorder-push}, + pushes cut off with a slow consumer). So has each message to a
 * group for each member but its sender.
 *
 * @param connectionsOpened WebSocket handshakes completed, and TCP connections accepted
 * @param connectionsOpen of these, the ones whose end has not begun
 * @param logins logins accepted
 * @param loginsRejected logins answered with a code other than 0, or handshakes refused where they
 *     are the login
 * @param heartbeats heartbeat messages of logged-in users and WebSocket ping frames, each answered
 * @param messages messages to one user that were accepted
 * @param messagesIgnored messages to one user that came in during {@code silent-after}
 * @param acks acknowledgements written, copies included
 * @param acksDropped acknowledgements not sent because of {@code drop-ack}
 * @param acksDuplicated extra copies because of {@code duplicate-ack}
 * @param pushes pushes written, copies and misrouted ones included
 * @param pushesDropped pushes not sent because of {@code drop-push}, or because the recipient's
 *     connection is silent
 * @param pushesDuplicated extra copies because of {@code duplicate-push}
 * @param pushesReordered pushes sent after a later one of the same sender to the same recipient
 * @param pushesMisrouted pushes sent to a wrong user instead of the right one
 * @param pushesOffline pushes not sent because the recipient is not online, or is just leaving
 * @param receipts receipts of recipients, repeated ones included
 * @param pushesRepeated pushes sent again because no receipt came; not among the pushes
 * @param groupJoins requests to join a group, repeated ones included
 * @param groupJoinsRejected of these, the ones refused because of {@code reject-join}
 * @param groupMessages messages to a group, as {@code messages}
 * @param groupMessagesIgnored as {@code messagesIgnored}
 * @param groupAcks as {@code acks}
 * @param groupAcksDropped as {@code acksDropped}
 * @param groupAcksDuplicated as {@code acksDuplicated}
 * @param groupPushes as {@code pushes}, one for each member
 * @param groupPushesDropped as {@code pushesDropped}
 * @param groupPushesDuplicated as {@code pushesDuplicated}
 * @param groupPushesReordered pushes sent after that of a later message of the same sender to the
 *     same group
 * @param groupPushesMisrouted pushes sent to a user who is no member instead of the right one
 * @param groupPushesOffline pushes to members who are not online, or just leaving
 * @param groupEchoes messages sent back to their sender because of {@code echo-group}; not among
 *     the pushes
 * @param framesMalformed frames that ended their connection: not of the protocol, a field missing,
 *     an unknown type, text for binary or binary for text, over the limit, against RFC 6455
 * @param framesGarbage frames sent because of {@code garbage-push}
 * @param closes connections ended, by the code of the first close frame in either direction; {@code
 *     1005} = a close frame without code, {@code 1006} = none at all (idle, reset, cut by the
 *     client), {@code slow-consumer} = cut off for its unsent bytes. TCP has no close frames: there
 *     it is the code of the same reason, and {@code 1006} when the client ended it
 * @param http the HTTP chat room, which none of the others counts
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
    long receipts,
    long pushesRepeated,
    long groupJoins,
    long groupJoinsRejected,
    long groupMessages,
    long groupMessagesIgnored,
    long groupAcks,
    long groupAcksDropped,
    long groupAcksDuplicated,
    long groupPushes,
    long groupPushesDropped,
    long groupPushesDuplicated,
    long groupPushesReordered,
    long groupPushesMisrouted,
    long groupPushesOffline,
    long groupEchoes,
    long framesMalformed,
    long framesGarbage,
    Map<String, Long> closes,
    HttpStats http) {

  /** Copies the map so that nobody can change it afterwards. */
  public ServerStats {
    closes = Map.copyOf(closes);
  }
}
