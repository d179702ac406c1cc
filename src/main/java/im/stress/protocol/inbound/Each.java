package im.stress.protocol.inbound;

import im.stress.protocol.ProtocolException;
import im.stress.protocol.body.BodyElements;
import im.stress.protocol.body.BodyValue;

/** The way to several elements of a message, each of which is a message again. Immutable. */
public final class Each {
  private final Path document;
  private final BodyElements elements;
  private final MessagePlan plan;

  Each(Path document, BodyElements elements, Formats formats) {
    this.document = document;
    this.elements = elements;
    this.plan = new MessagePlan(elements.format(), null, false, formats);
  }

  /** Where in the message the elements are looked for. */
  public Path document() {
    return document;
  }

  /** What the elements are: paths to their values begin there. */
  public MessagePlan plan() {
    return plan;
  }

  /** Finds the elements of one message after the other; one for each event loop. */
  public Elements newElements(Sink sink) {
    return new Elements(this, sink);
  }

  /** Hears of each element. */
  public interface Sink {
    /** One element, valid during the call. */
    void element(InboundMessage element) throws ProtocolException;
  }

  /** Walks through the elements of messages. Not thread-safe. */
  public static final class Elements {
    private final Path document;
    private final BodyElements.Walker walker;

    private Elements(Each each, Sink sink) {
      document = each.document;
      InboundMessage element = each.plan.newMessage();
      walker =
          each.elements.newWalker(
              (bytes, start, end) -> {
                element.take(bytes, start, end);
                sink.element(element);
              });
    }

    /** Tells the sink of each element of {@code message}; of none where there are none. */
    public void walk(InboundMessage message) throws ProtocolException {
      BodyValue value = message.value(document);
      if (value.type() == BodyValue.Type.CONTAINER) { // a text may look like JSON, and be none
        walker.walk(value.array(), value.start(), value.end());
      }
    }
  }
}
