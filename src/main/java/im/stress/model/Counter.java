package im.stress.model;

/** What is counted. Every counter only ever grows; each shard's counters can be added up. */
public enum Counter {
  /** Users who began. */
  USERS_STARTED("usersStarted"),
  /** Users who got a connection at least once. */
  USERS_CONNECTED("usersConnected"),
  /** Users who logged in at least once. */
  USERS_LOGGED_IN("usersLoggedIn"),
  /** Connections tried, reconnects included. */
  CONNECTS_ATTEMPTED("connectsAttempted"),
  /** Connections whose handshake was completed. */
  CONNECTS_OPENED("connectsOpened"),
  /** Of these, connections that were to be compressed, and the server refused. */
  CONNECTS_UNCOMPRESSED("connectsUncompressed"),
  /** Connections that failed before that. */
  CONNECTS_FAILED("connectsFailed"),
  /**
   * Connections still being made when the run ended: nobody knows what would have become of them.
   */
  CONNECTS_UNFINISHED("connectsUnfinished"),
  /** Logins sent, or implied by the handshake. */
  LOGINS_ATTEMPTED("loginsAttempted"),
  /** Logins accepted. */
  LOGINS_ACCEPTED("loginsAccepted"),
  /** Connections that ended otherwise than by our own leaving, failed ones included. */
  CONNECTIONS_LOST("connectionsLost"),
  /** Times that a user was online again after a loss. */
  RECONNECTED("reconnected"),
  /** Users who left in order. */
  USERS_LEFT("usersLeft"),
  /** Due times of messages with a contact online. */
  MESSAGES_INTENDED("messagesIntended"),
  /** Messages written to the connection, or as a request that waits for one. */
  MESSAGES_SENT("messagesSent"),
  /** Of these, messages of whose request nothing was written: they were not sent after all. */
  MESSAGES_NOT_SENT("messagesNotSent"),
  /** Messages written as soon as the last one was settled: their latency is a service time. */
  MESSAGES_IN_CLOSED_LOOP("messagesInClosedLoop"),
  /** Due times of messages that passed without a contact online. */
  MESSAGES_SKIPPED("messagesSkippedNoContact"),
  /** Due times of messages that passed while their user was offline, after it began to connect. */
  MESSAGES_OFFLINE("messagesDueOffline"),
  /** Due times of messages that passed because the server didn't read (queue full). */
  MESSAGES_BLOCKED("messagesBlocked"),
  /** Messages acknowledged in time. */
  MESSAGES_ACKED("messagesAcked"),
  /** Messages refused in time by the server, with a code other than 0. */
  MESSAGES_REFUSED("messagesRefused"),
  /** Messages refused after the deadline: they stand among the unacked ones as well. */
  MESSAGES_REFUSED_LATE("messagesRefusedLate"),
  /** Messages not answered in time, or whose connection died before. */
  MESSAGES_UNACKED("messagesUnacked"),
  /**
   * Of these, messages whose wait overlapped a standstill of this process: not the server's fault.
   */
  MESSAGES_UNACKED_IN_STANDSTILL("messagesUnackedInStandstill"),
  /**
   * Acknowledgements that came after the deadline, such a message stays unacked; and answers that
   * came so late that it can't be told whether they are repeated ones.
   */
  ACKS_LATE("acksLate"),
  /** Acknowledgements that came again. */
  ACKS_DUPLICATED("acksDuplicated"),
  /** Acknowledgements of an id that this user never sent. */
  ACKS_UNKNOWN("acksUnknown"),
  /** Messages that reached their recipient, each counted once. */
  MESSAGES_DELIVERED("messagesDelivered"),
  /** Messages that reached nobody by the end of the grace period. */
  MESSAGES_LOST("messagesLost"),
  /** Of these, messages that were under way when their sender or recipient lost the connection. */
  MESSAGES_LOST_IN_GAP("messagesLostInGap"),
  /**
   * Messages that only the last look of their recipient showed, where users poll: no poll had shown
   * them, and none would have. Neither delivered nor lost.
   */
  MESSAGES_PASSED_OVER("messagesPassedOver"),
  /** Last looks that were answered. */
  LAST_LOOKS("lastLooks"),
  /** Users who were online and polled, and whose last look was not answered, or not made. */
  LAST_LOOKS_UNANSWERED("lastLooksUnanswered"),
  /** Further arrivals of a delivered message. */
  MESSAGES_DUPLICATED("messagesDuplicated"),
  /** Messages that arrived after a later one of the same sender. */
  MESSAGES_REORDERED("messagesReordered"),
  /** Arrivals at their own sender, in a protocol that has them: no deliveries. */
  MESSAGES_ECHOED("messagesEchoed"),
  /** Arrivals at somebody who was not the recipient, whichever process the sender belongs to. */
  MESSAGES_MISROUTED("messagesMisrouted"),
  /** Of these, arrivals of messages whose sender doesn't belong to this process. */
  MESSAGES_MISROUTED_FROM_ELSEWHERE("messagesMisroutedFromElsewhere"),
  /**
   * Messages that left the ledger's window, which was too small, while they were still waited for;
   * or that had not arrived when the last look of their recipient failed: neither delivered nor
   * lost.
   */
  MESSAGES_FATE_UNKNOWN("messagesFateUnknown"),
  /** Of these, the ones whose recipient got no answer to its last look. */
  MESSAGES_UNSEEN("messagesUnseen"),
  /** Messages acknowledged by the server and never delivered. */
  MESSAGES_ACKED_NOT_DELIVERED("messagesAckedNotDelivered"),
  /**
   * Arrivals, at whomever, of a message that has left the ledger's window or was never sent: nobody
   * can tell whether it is the first.
   */
  MESSAGES_STALE("messagesStale"),
  /** Wishes to join a group. */
  GROUP_JOINS("groupJoins"),
  /** Of these, the ones that the server refused. */
  GROUP_JOINS_REFUSED("groupJoinsRefused"),
  /** Of these, the ones that the server didn't answer in time, or not before the user left. */
  GROUP_JOINS_UNANSWERED("groupJoinsUnanswered"),
  /** Groups that had a member, now or before. */
  GROUPS("groups"),
  /** Users who were a member of their group, now or before. */
  GROUP_MEMBERS("groupMembers"),
  /**
   * Due times of group messages with another member online, and all those of users whose wish to
   * join was refused or not answered.
   */
  GROUP_MESSAGES_INTENDED("groupMessagesIntended"),
  /** Of these, those of users whose wish to join was refused or not answered: not sent. */
  GROUP_MESSAGES_NOT_JOINED("groupMessagesNotJoined"),
  /** Group messages written to the connection. */
  GROUP_MESSAGES_SENT("groupMessagesSent"),
  /**
   * Due times of group messages that passed without another member online, while one of them was
   * still to come, or while their user's own wish to join was under way.
   */
  GROUP_MESSAGES_SKIPPED("groupMessagesSkipped"),
  /** Due times of group messages that passed while their user was offline. */
  GROUP_MESSAGES_OFFLINE("groupMessagesDueOffline"),
  /** Due times of group messages that passed because the server didn't read (queue full). */
  GROUP_MESSAGES_BLOCKED("groupMessagesBlocked"),
  /** Group messages acknowledged in time. */
  GROUP_MESSAGES_ACKED("groupMessagesAcked"),
  /** Group messages refused in time by the server. */
  GROUP_MESSAGES_REFUSED("groupMessagesRefused"),
  /** Group messages refused after the deadline: they stand among the unacked ones as well. */
  GROUP_MESSAGES_REFUSED_LATE("groupMessagesRefusedLate"),
  /** Group messages not answered in time, or whose connection died before. */
  GROUP_MESSAGES_UNACKED("groupMessagesUnacked"),
  /** Of these, those whose wait overlapped a standstill of this process. */
  GROUP_MESSAGES_UNACKED_IN_STANDSTILL("groupMessagesUnackedInStandstill"),
  /**
   * Group messages sent, each as often as there were members to get it, and users online whose wish
   * to join was refused or not answered.
   */
  GROUP_DELIVERIES_INTENDED("groupDeliveriesIntended"),
  /** Of these, those to users whose wish to join was refused or not answered: not delivered. */
  GROUP_DELIVERIES_NOT_JOINED("groupDeliveriesNotJoined"),
  /** Group messages that reached a member of whom it was expected, once for each member. */
  GROUP_DELIVERIES("groupDeliveries"),
  /**
   * Group messages that did not reach a member, once for each member, wherever else they arrived.
   */
  GROUP_DELIVERIES_LOST("groupDeliveriesLost"),
  /** Of these, those under way when their sender or the member lost the connection. */
  GROUP_DELIVERIES_LOST_IN_GAP("groupDeliveriesLostInGap"),
  /** Further arrivals of a group message at a member. */
  GROUP_DELIVERIES_DUPLICATED("groupDeliveriesDuplicated"),
  /** Arrivals of group messages at somebody who is no member of that group: no deliveries. */
  GROUP_DELIVERIES_MISROUTED("groupDeliveriesMisrouted"),
  /**
   * Arrivals of group messages at members who were not known to be there when they were sent, such
   * as those who come back: no deliveries, as nobody can tell whether they should have come.
   */
  GROUP_DELIVERIES_UNEXPECTED("groupDeliveriesUnexpected"),
  /** Arrivals of group messages at their own sender, in a protocol that has them: no deliveries. */
  GROUP_ECHOES("groupEchoes"),
  /**
   * Group messages that left the ledger's window while they were still waited for, once for each
   * member: neither delivered nor lost.
   */
  GROUP_DELIVERIES_FATE_UNKNOWN("groupDeliveriesFateUnknown"),
  /** Due times of heartbeats. */
  HEARTBEATS_INTENDED("heartbeatsIntended"),
  /** Due times of heartbeats that passed because the server didn't read (queue full). */
  HEARTBEATS_BLOCKED("heartbeatsBlocked"),
  /**
   * Due times of heartbeats that passed while their user was offline, after it began to connect.
   */
  HEARTBEATS_OFFLINE("heartbeatsDueOffline"),
  /** Heartbeats written to the connection. */
  HEARTBEATS_SENT("heartbeatsSent"),
  /** Heartbeats answered in time. */
  HEARTBEATS_ANSWERED("heartbeatsAnswered"),
  /** Heartbeats answered in time, by a refusal. */
  HEARTBEATS_REFUSED("heartbeatsRefused"),
  /** Heartbeats not answered in time, blocked ones included. */
  HEARTBEATS_MISSED("heartbeatsMissed"),
  /** Of these, heartbeats whose wait overlapped a standstill of this process. */
  HEARTBEATS_MISSED_IN_STANDSTILL("heartbeatsMissedInStandstill"),
  /** Bytes that came over connections, those of handshakes and of TLS included. */
  BYTES_RECEIVED("bytesReceived"),
  /** Bytes that were given to connections, those of handshakes and of TLS included. */
  BYTES_SENT("bytesSent"),
  /** Pushes whose marker is of another run. */
  PUSHES_FOREIGN("pushesForeign"),
  /** Pushes without a marker. */
  PUSHES_UNMARKED("pushesUnmarked"),
  /** Frames that could not be read. */
  FRAMES_MALFORMED("framesMalformed"),
  /** Frames over the limit. */
  FRAMES_OVERSIZED("framesOversized"),
  /** Answers that nobody waited for: a second login answer, a heartbeat answer out of turn. */
  FRAMES_UNEXPECTED("framesUnexpected"),
  /**
   * Requests of HTTP. Each of them is answered or failed in one of the four ways below, or its user
   * left before.
   */
  REQUESTS("requests"),
  /** Of these, the ones that were answered, with whatever status. */
  REQUESTS_ANSWERED("requestsAnswered"),
  /** Bytes of these answers, head and body, without TLS. */
  REQUESTS_ANSWER_BYTES("requestsAnswerBytes"),
  /** Of these answers, the ones with a status of 400 or more. */
  REQUESTS_ERROR_STATUS("requestsErrorStatus"),
  /** Requests that had no connection to be sent on. */
  REQUESTS_FAILED_CONNECT("requestsFailedConnect"),
  /** Requests that could not be sent whole. */
  REQUESTS_FAILED_WRITE("requestsFailedWrite"),
  /** Requests that were sent, and no answer came that can be used. */
  REQUESTS_FAILED_READ("requestsFailedRead"),
  /** Requests given up after im.http.timeout, sent or not. */
  REQUESTS_FAILED_TIMEOUT("requestsFailedTimeout"),
  /**
   * Requests that were sent a second time: they met the close of a connection that had been kept,
   * and their method allows it. The server may have read both.
   */
  REQUESTS_SENT_AGAIN("requestsSentAgain"),
  /**
   * Connections that were to be kept, and that the server closed with no request under way and
   * without having said so: no error, and told.
   */
  CLOSES_UNANNOUNCED("closesUnannounced"),
  /** The same, with a TCP reset in place of a close. */
  RESETS_BETWEEN_REQUESTS("resetsBetweenRequests"),
  /** Deliveries whose due time lies in the future: a clock or a marker gone wild. */
  CLOCK_ANOMALIES("clockAnomalies");

  private final String key;

  Counter(String key) {
    this.key = key;
  }

  /** Its name in {@code counts.json}. */
  @Override
  public String toString() {
    return key;
  }
}
