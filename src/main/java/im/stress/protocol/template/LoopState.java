package im.stress.protocol.template;

import im.stress.protocol.ProtocolException;
import im.stress.protocol.body.BodyValue;
import im.stress.protocol.body.MessageBytes;
import im.stress.protocol.inbound.Each;
import im.stress.protocol.inbound.InboundMessage;
import im.stress.protocol.inbound.MessagePlan;
import im.stress.protocol.outbound.Outgoing;
import io.netty.buffer.ByteBuf;
import io.netty.util.collection.IntObjectHashMap;
import java.util.List;

/**
 * What the sessions of one event loop share, so that a user costs little memory: what they read and
 * write with, one message after the other. Not thread-safe.
 */
final class LoopState {
  private final MessageBytes bytes = new MessageBytes();
  private final Outgoing outgoing = new Outgoing();
  private final InboundMessage message;

  /** A message within another one; null where the protocol has none. */
  private final InboundMessage nested;

  /** An answer of HTTP. */
  private final InboundMessage answer;

  /** What users have seen who poll, by their index; empty where they don't. */
  private final IntObjectHashMap<Seen> seen = new IntObjectHashMap<>();

  /** By the position of their matcher; null where that is for a whole message. */
  private final Each.Elements[] elements;

  /** By the position of their matcher; room for what a reply needs of the message. */
  private final BodyValue[][] replyValues;

  private Events events;

  /** The message that was written last, for a trace; null before the first. */
  private SentMessage written;

  /** Hears of the events that matchers find. */
  interface Events {
    /** A message, or an element of one, is what the matcher at this position says. */
    void event(int matcher, InboundMessage message) throws ProtocolException;
  }

  LoopState(Preset preset) {
    MessagePlan plan = preset.form().plan();
    InboundMatchers matchers = preset.matchers();
    message = plan.newMessage();
    answer = preset.httpAnswers().newMessage();
    nested = matchers.has(InboundKind.NESTED) ? plan.newMessage() : null;
    List<InboundMatcher> all = matchers.inOrder();
    elements = new Each.Elements[all.size()];
    replyValues = new BodyValue[all.size()][];
    for (int i = 0; i < all.size(); i++) {
      InboundMatcher matcher = all.get(i);
      int position = i;
      elements[i] =
          matcher.each() == null
              ? null
              : matcher.each().newElements(element -> events.event(position, element));
      replyValues[i] = new BodyValue[matcher.reply() == null ? 0 : matcher.reply().values().size()];
    }
  }

  MessageBytes bytes() {
    return bytes;
  }

  Outgoing outgoing() {
    return outgoing;
  }

  InboundMessage message() {
    return message;
  }

  InboundMessage nested() {
    return nested;
  }

  /**
   * An answer of HTTP.
   *
   * @throws ProtocolException never: the status is there
   */
  InboundMessage answer(int status, ByteBuf body) throws ProtocolException {
    int length = body.readableBytes();
    byte[] room = bytes.room(Short.BYTES + length);
    room[0] = (byte) (status >> Byte.SIZE);
    room[1] = (byte) status;
    body.getBytes(body.readerIndex(), room, Short.BYTES, length);
    answer.take(room, 0, Short.BYTES + length);
    return answer;
  }

  /** What a user has seen who polls: also on connections before this one. */
  Seen seen(int user, long overlap) {
    Seen known = seen.get(user);
    if (known == null) {
      known = new Seen(overlap);
      seen.put(user, known);
    }
    return known;
  }

  /** A message is written, and sent before the next one. */
  void writes(SentMessage sent) {
    written = sent;
  }

  /** The message that was written last; null = none was. */
  SentMessage written() {
    return written;
  }

  BodyValue[] replyValues(int matcher) {
    return replyValues[matcher];
  }

  /** Tells of all events of a message whose matcher stands at this position. */
  void tell(int matcher, InboundMessage found, Events listener) throws ProtocolException {
    if (elements[matcher] == null) {
      listener.event(matcher, found);
    } else {
      events = listener;
      elements[matcher].walk(found);
    }
  }
}
