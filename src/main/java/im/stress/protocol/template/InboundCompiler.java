package im.stress.protocol.template;

import im.stress.config.SettingsException;
import im.stress.protocol.inbound.Condition;
import im.stress.protocol.inbound.Each;
import im.stress.protocol.inbound.MessagePlan;
import im.stress.protocol.inbound.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Turns the block {@code inbound} into matchers, and refuses what can never match. */
final class InboundCompiler {
  private static final String MATCH = "match";
  private static final String FIELDS = "fields";
  private static final String EACH = "each";
  private static final String ONLY = "only";
  private static final String REPLY = "reply";
  private static final String HANG_UP = "hang-up";

  private final MessagePlan plan;
  private final OutboundCompiler outbound;
  private final boolean receipts;
  private final List<InboundMatcher> matchers = new ArrayList<>();

  private InboundCompiler(MessagePlan plan, OutboundCompiler outbound, boolean receipts) {
    this.plan = plan;
    this.outbound = outbound;
    this.receipts = receipts;
  }

  /**
   * Compiles all of them.
   *
   * @param receipts whether pushes are answered
   * @throws SettingsException when one can't be used
   */
  static InboundMatchers compile(
      SettingsBlock inbound, MessagePlan plan, OutboundCompiler outbound, boolean receipts) {
    inbound.allowOnly(Arrays.stream(InboundKind.values()).map(InboundKind::key).toList());
    InboundCompiler compiler = new InboundCompiler(plan, outbound, receipts);
    for (InboundKind kind : InboundKind.values()) {
      inbound.blocks(kind.key()).forEach(block -> compiler.add(kind, block));
    }
    return new InboundMatchers(compiler.matchers);
  }

  private void add(InboundKind kind, SettingsBlock block) {
    block.allowOnly(keys(kind));
    List<Condition> match = match(block);
    for (InboundMatcher other : matchers) {
      if (new HashSet<>(other.match()).equals(new HashSet<>(match))) {
        throw block.error(MATCH, "matches the same frames as " + other.key() + "; add a condition");
      }
    }
    Each each =
        block.text(EACH).map(text -> block.checked(EACH, () -> plan.each(text))).orElse(null);
    MessagePlan within = each == null ? plan : each.plan();
    Map<String, Path> named = named(kind, block, within, each == null ? match : List.of());
    Map<Field, Path> fields = fields(kind, block, named);
    matchers.add(
        new InboundMatcher(
            block.path(),
            kind,
            match,
            each,
            only(block, within),
            fields,
            kind.isAnswer() ? AnswerCompiler.compile(block, within, fields.get(Field.CODE)) : null,
            reply(kind, block, named),
            block.flag(HANG_UP, false)));
  }

  private static List<String> keys(InboundKind kind) {
    List<String> keys = new ArrayList<>(List.of(MATCH));
    if (!kind.fields().isEmpty() || kind.mayBeAnswered()) {
      keys.add(FIELDS);
    }
    if (kind.isAnswer()) {
      keys.addAll(List.of(AnswerCompiler.ACCEPT, AnswerCompiler.REFUSE));
    }
    if (kind.mayBeAnswered()) {
      keys.add(REPLY);
    }
    if (kind == InboundKind.KICK) {
      keys.add(HANG_UP);
    }
    if (kind.isAnswer() || kind.isPush()) {
      keys.addAll(List.of(EACH, ONLY));
    }
    return keys;
  }

  private List<Condition> match(SettingsBlock block) {
    SettingsBlock match = block.blockOrEmpty(MATCH);
    if (match.keys().isEmpty()) {
      throw block.error(MATCH, "expected at least one, as in { \"/type\" = \"push\" }");
    }
    return new ConditionCompiler(plan).together(match);
  }

  private static List<Condition> only(SettingsBlock block, MessagePlan within) {
    if (block.value(ONLY).isPresent() && block.value(EACH).isEmpty()) {
      throw block.error(ONLY, "expected each beside it; conditions on the whole message are match");
    }
    return new ConditionCompiler(within).together(block.blockOrEmpty(ONLY));
  }

  /** The paths of all fields, in the order of the settings; none can be below what is matched. */
  private static Map<String, Path> named(
      InboundKind kind, SettingsBlock block, MessagePlan within, List<Condition> match) {
    SettingsBlock fields = block.blockOrEmpty(FIELDS);
    if (block.value(REPLY).isEmpty()) {
      fields.allowOnly(kind.fields().stream().map(Field::key).toList());
    }
    Map<String, Path> named = new LinkedHashMap<>();
    for (String name : fields.keys()) {
      fields
          .text(name)
          .ifPresent(
              text -> {
                ConditionCompiler.requirePossible(fields, name, text, match);
                named.put(name, fields.checked(name, () -> within.path(text)));
              });
    }
    return named;
  }

  private static Map<Field, Path> fields(
      InboundKind kind, SettingsBlock block, Map<String, Path> named) {
    SettingsBlock given = block.blockOrEmpty(FIELDS);
    Map<Field, Path> fields = new EnumMap<>(Field.class);
    for (Field field : kind.fields()) {
      if (named.containsKey(field.key())) {
        fields.put(field, named.get(field.key()));
      }
    }
    if (kind.isPush() && !fields.containsKey(Field.CONTENT)) {
      throw given.error(Field.CONTENT.key(), "expected a path such as \"/content\", got nothing");
    }
    if (fields.containsKey(Field.ID) && fields.containsKey(Field.UP_TO)) {
      throw given.error(Field.UP_TO.key(), "expected id or up-to, got both");
    }
    return fields;
  }

  private Reply reply(InboundKind kind, SettingsBlock block, Map<String, Path> named) {
    if (block.value(REPLY).isEmpty()) {
      if (kind == InboundKind.REQUEST) {
        throw block.error(REPLY, "expected what it is answered with, got nothing");
      }
      return null;
    }
    List<String> names = List.copyOf(named.keySet());
    SentMessage message = outbound.compile(block, REPLY, outbound.vocabularies().ofReply(names));
    boolean sent = receipts || !kind.isPush();
    return sent ? new Reply(message, List.copyOf(named.values())) : null;
  }
}
