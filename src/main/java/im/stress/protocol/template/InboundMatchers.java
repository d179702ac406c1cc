package im.stress.protocol.template;

import im.stress.protocol.ProtocolException;
import im.stress.protocol.inbound.Condition;
import im.stress.protocol.inbound.InboundMessage;
import im.stress.protocol.inbound.Path;
import java.util.Comparator;
import java.util.List;

/**
 * All matchers of a protocol, the one with the most conditions first, so that the order in the
 * settings doesn't matter. Immutable.
 */
final class InboundMatchers {
  private final List<InboundMatcher> inOrder;
  private final List<Path> matched;

  /** Takes what {@link InboundCompiler} made. */
  InboundMatchers(List<InboundMatcher> matchers) {
    inOrder =
        matchers.stream()
            .sorted(Comparator.comparingInt(matcher -> -matcher.match().size()))
            .toList();
    matched =
        matchers.stream()
            .flatMap(matcher -> matcher.match().stream())
            .map(Condition::path)
            .distinct()
            .sorted(Comparator.comparing(Path::text))
            .toList();
  }

  /** The matchers, in the order in which they are tried. */
  List<InboundMatcher> inOrder() {
    return inOrder;
  }

  /** Whether there is one of this kind. */
  boolean has(InboundKind kind) {
    return inOrder.stream().anyMatch(matcher -> matcher.kind() == kind);
  }

  /** Whether those of this kind read this field, all or some of them. */
  boolean read(InboundKind kind, Field field) {
    return inOrder.stream().anyMatch(matcher -> matcher.kind() == kind && matcher.has(field));
  }

  /** Position in {@link #inOrder} of the matcher of this message; -1 = there is none. */
  int find(InboundMessage message) throws ProtocolException {
    for (int i = 0; i < inOrder.size(); i++) {
      if (inOrder.get(i).matches(message)) {
        return i;
      }
    }
    return -1;
  }

  /** Says of a message without a matcher what it had where matchers look. */
  ProtocolException unknown(InboundMessage message) throws ProtocolException {
    StringBuilder text = new StringBuilder("{");
    for (Path path : matched) {
      if (!message.value(path).isAbsent()) {
        text.append(text.length() > 1 ? "," : "");
        message.value(path).describe(text);
      }
    }
    return ProtocolException.ofUnknownKind("no frame matcher for " + text.append('}'));
  }
}
