package im.stress.protocol.template;

import im.stress.protocol.ImLink;
import im.stress.protocol.ProtocolException;
import im.stress.protocol.inbound.InboundMessage;

/** What the answers to one user's requests of HTTP mean. Belongs to its event loop. */
final class HttpAnswers {
  private final Outbound outbound;
  private final ImLink link;

  /** Null where users don't poll. */
  private final Polling polling;

  private final Owner owner;

  /** Whose login it may be that is answered. */
  interface Owner {
    /** The login; null when it is over. */
    LoginConversation login();

    /** All steps are done, and what was there before is known. */
    void comesOnline();

    /** The server said no. */
    void loginRefused(int code, String words);
  }

  HttpAnswers(Outbound outbound, ImLink link, Polling polling, Owner owner) {
    this.outbound = outbound;
    this.link = link;
    this.polling = polling;
    this.owner = owner;
  }

  /** The answer to the request with this tag. */
  void answered(long tag, InboundMessage answer) throws ProtocolException {
    long number = RequestKind.number(tag);
    switch (RequestKind.of(tag)) {
      case LOGIN -> {
        if (owner.login() != null) {
          owner.login().answered(answer);
        }
      }
      case CHAT -> taken(outbound.chat().exchange(), (int) number, answer);
      case GROUP_CHAT -> taken(outbound.groupChat().exchange(), (int) number, answer);
      case JOIN -> link.joinedGroup(outbound.joinGroup().exchange().code(answer));
      case HEARTBEAT -> heartbeatAnswered(number, answer);
      case FIRST_LOOK -> firstLook(answer);
      case LAST_LOOK -> lastLook(answer);
      case OTHER -> {}
    }
  }

  private void taken(HttpExchange exchange, int number, InboundMessage answer)
      throws ProtocolException {
    int code = exchange.code(answer);
    if (code == 0) {
      link.acked(number, 0);
    } else {
      link.refused(number, code, exchange.words(answer));
    }
  }

  private void heartbeatAnswered(long number, InboundMessage answer) throws ProtocolException {
    HttpExchange exchange = outbound.heartbeat().exchange();
    if (polling != null) {
      polling.seen().isAnswered(number);
    }
    int code = exchange.code(answer);
    if (code != 0) {
      link.heartbeatRefused(number, code, exchange.words(answer));
      return;
    }
    if (polling != null) {
      polling.read(RequestKind.HEARTBEAT, answer);
    }
    link.heartbeatAnswered(number);
  }

  private void firstLook(InboundMessage answer) throws ProtocolException {
    HttpExchange exchange = outbound.heartbeat().exchange();
    int code = exchange.code(answer);
    if (code == 0) {
      polling.read(RequestKind.FIRST_LOOK, answer);
      owner.comesOnline();
    } else {
      owner.loginRefused(code, exchange.words(answer));
    }
  }

  private void lastLook(InboundMessage answer) throws ProtocolException {
    boolean told = false;
    try {
      if (outbound.heartbeat().exchange().code(answer) == 0) {
        polling.read(RequestKind.LAST_LOOK, answer);
        told = true;
      }
    } finally {
      link.lookedLast(told);
    }
  }

  /** The request with this tag was never sent, in these words. */
  void unsent(long tag, String words) {
    switch (RequestKind.of(tag)) {
      case CHAT, GROUP_CHAT -> link.unsent((int) RequestKind.number(tag), words);
      default -> unanswered(tag, words);
    }
  }

  /** The request with this tag has no answer, in these words. */
  void unanswered(long tag, String words) {
    switch (RequestKind.of(tag)) {
      case HEARTBEAT -> {
        if (polling != null) {
          polling.seen().isAnswered(RequestKind.number(tag));
        }
      }
      case LAST_LOOK -> link.lookedLast(false);
      case CHAT, GROUP_CHAT -> link.unacked((int) RequestKind.number(tag), words);
      // The tool has ended a login that can't go on; the others have a time of their own.
      case LOGIN, FIRST_LOOK, JOIN, OTHER -> {}
    }
  }
}
