package im.stress.protocol.template;

import im.stress.protocol.ProtocolException;
import im.stress.protocol.body.BodyReader;
import im.stress.protocol.body.JsonFormat;
import im.stress.protocol.body.PointerTree;
import java.util.Comparator;
import java.util.List;

/**
 * All matchers of a protocol, the one with the most conditions first, so that the order in the
 * settings doesn't matter. Safe on any thread.
 */
final class FrameMatchers {
  private final PointerTree pointers;
  private final List<FrameMatcher> inOrder;
  private final int[] matchedSlots;

  /** Takes what {@link FrameMatcherCompiler} made. */
  FrameMatchers(PointerTree pointers, List<FrameMatcher> matchers) {
    this.pointers = pointers;
    inOrder =
        matchers.stream()
            .sorted(Comparator.comparingInt(matcher -> -matcher.match().size()))
            .toList();
    matchedSlots =
        matchers.stream()
            .flatMap(matcher -> matcher.match().stream())
            .mapToInt(FrameMatcher.Condition::slot)
            .distinct()
            .sorted()
            .toArray();
  }

  /** Whether there is one of this kind. */
  boolean has(InboundKind kind) {
    return inOrder.stream().anyMatch(matcher -> matcher.kind() == kind);
  }

  /** A reader that collects what these matchers need; one per event loop. */
  BodyReader newReader() {
    return JsonFormat.JSON.newReader(pointers);
  }

  /** Whether those of this kind read this field, all or some of them. */
  boolean read(InboundKind kind, Field field) {
    return inOrder.stream().anyMatch(matcher -> matcher.kind() == kind && matcher.has(field));
  }

  /**
   * The matcher of the frame that was read last.
   *
   * @throws ProtocolException when no matcher matches
   */
  FrameMatcher of(BodyReader frame) throws ProtocolException {
    for (int i = 0; i < inOrder.size(); i++) {
      if (inOrder.get(i).matches(frame)) {
        return inOrder.get(i);
      }
    }
    throw ProtocolException.ofUnknownKind("no frame matcher for " + describe(frame));
  }

  private String describe(BodyReader frame) {
    StringBuilder text = new StringBuilder("{");
    for (int slot : matchedSlots) {
      if (!frame.value(slot).isAbsent()) {
        text.append(text.length() > 1 ? "," : "");
        frame.value(slot).describe(text);
      }
    }
    return text.append('}').toString();
  }
}
