package im.stress.protocol.template;

import im.stress.protocol.ImLink;
import im.stress.protocol.ProtocolException;
import im.stress.protocol.body.BodyValue;
import im.stress.protocol.inbound.Condition;
import im.stress.protocol.inbound.InboundMessage;

/**
 * What one user makes of the answers to its polls, on one connection. Belongs to its event loop.
 */
final class Polling implements LoopState.Events {
  private final InboundMatchers matchers;
  private final ImLink link;
  private final LoopState loop;
  private final Seen seen;

  /** What the answer that is being read was asked for. */
  private RequestKind look;

  /** What polls asked for all after, before the answer that is being read. */
  private long since;

  Polling(InboundMatchers matchers, ImLink link, LoopState loop, Seen seen) {
    this.matchers = matchers;
    this.link = link;
    this.loop = loop;
    this.seen = seen;
  }

  /** How far the user has seen. */
  Seen seen() {
    return seen;
  }

  /** Reads the body of a good answer, and tells the link of what is new in it. */
  void read(RequestKind asked, InboundMessage answer) throws ProtocolException {
    look = asked;
    since = seen.since();
    InboundMessage body = loop.message();
    body.take(answer.bytes(), answer.bodyStart(), answer.end());
    int matcher = matchers.find(body);
    if (matcher < 0) {
      throw matchers.unknown(body);
    }
    seen.begin();
    loop.tell(matcher, body, this);
    seen.end();
  }

  @Override
  public void event(int position, InboundMessage message) throws ProtocolException {
    InboundMatcher found = matchers.inOrder().get(position);
    if (!found.kind().isPush() || !Condition.all(found.only(), message)) {
      return;
    }
    long time = time(found.value(message, Field.TIME));
    CharSequence content = found.value(message, Field.CONTENT).requireScalar();
    boolean isNew = seen.isNew(time, content);
    switch (look) {
      case HEARTBEAT -> {
        if (isNew) {
          link.pushed(content);
        }
      }
      case LAST_LOOK -> lastSeen(time, content, isNew);
      default -> {} // what was there before the user came
    }
  }

  private static long time(BodyValue value) throws ProtocolException {
    if (value.isAbsent()) {
      throw value.expected("a number");
    }
    return value.toLong(0, Long.MAX_VALUE, 0);
  }

  /** A further poll would have shown it, or it has come too late for all of them. */
  private void lastSeen(long time, CharSequence content, boolean isNew) {
    if (isNew && time > since) {
      link.pushed(content);
    } else {
      link.listed(content);
    }
  }
}
