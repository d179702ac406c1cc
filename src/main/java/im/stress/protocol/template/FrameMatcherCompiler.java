package im.stress.protocol.template;

import com.typesafe.config.ConfigValue;
import im.stress.config.SettingsException;
import im.stress.protocol.body.BodyValue;
import im.stress.protocol.body.PointerTree;
import im.stress.protocol.template.FrameMatcher.Condition;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** Turns the block {@code inbound} into matchers, and refuses what can never match. */
final class FrameMatcherCompiler {
  private static final String MATCH = "match";
  private static final String FIELDS = "fields";

  private final PointerTree pointers = new PointerTree();
  private final List<FrameMatcher> matchers = new ArrayList<>();

  private FrameMatcherCompiler() {}

  /**
   * Compiles all of them.
   *
   * @throws SettingsException when one can't be used
   */
  static FrameMatchers compile(SettingsBlock inbound) {
    inbound.allowOnly(Arrays.stream(InboundKind.values()).map(InboundKind::key).toList());
    FrameMatcherCompiler compiler = new FrameMatcherCompiler();
    for (InboundKind kind : InboundKind.values()) {
      inbound.blocks(kind.key()).forEach(block -> compiler.add(kind, block));
    }
    return new FrameMatchers(compiler.pointers, compiler.matchers);
  }

  private void add(InboundKind kind, SettingsBlock block) {
    block.allowOnly(kind.fields().isEmpty() ? List.of(MATCH) : List.of(MATCH, FIELDS));
    List<Condition> conditions = conditions(block);
    for (FrameMatcher other : matchers) {
      if (new HashSet<>(other.match()).equals(new HashSet<>(conditions))) {
        throw block.error(MATCH, "matches the same frames as " + other.key() + "; add a condition");
      }
    }
    matchers.add(new FrameMatcher(block.path(), kind, conditions, slots(kind, block)));
  }

  private List<Condition> conditions(SettingsBlock block) {
    SettingsBlock match = block.blockOrEmpty(MATCH);
    if (match.keys().isEmpty()) {
      throw block.error(MATCH, "expected at least one, as in { \"/type\" = \"push\" }");
    }
    return new TreeSet<>(match.keys()).stream().map(key -> condition(match, key)).toList();
  }

  private Condition condition(SettingsBlock match, String pointer) {
    int slot = slotOf(pointer, pointer, match, match);
    ConfigValue value = match.values().get(pointer);
    Object wanted = value.unwrapped();
    if (wanted instanceof String text) {
      if (text.length() <= BodyValue.KEPT_CHARS) {
        return new Condition(slot, BodyValue.Type.TEXT, text);
      }
      throw match.error(pointer, "expected at most %d characters".formatted(BodyValue.KEPT_CHARS));
    }
    if (wanted instanceof Integer || wanted instanceof Long) {
      return new Condition(slot, BodyValue.Type.NUMBER, wanted.toString());
    }
    if (wanted instanceof Boolean truth) {
      return new Condition(slot, truth ? BodyValue.Type.TRUE : BodyValue.Type.FALSE, "");
    }
    throw match.error(
        pointer,
        "expected text, a whole number, true or false, got " + SettingsBlock.describe(value));
  }

  private Map<Field, Integer> slots(InboundKind kind, SettingsBlock block) {
    SettingsBlock fields = block.blockOrEmpty(FIELDS);
    fields.allowOnly(kind.fields().stream().map(Field::key).toList());
    Map<Field, Integer> slots = new EnumMap<>(Field.class);
    for (Field field : kind.fields()) {
      fields
          .text(field.key())
          .map(pointer -> slotOf(pointer, field.key(), fields, block.blockOrEmpty(MATCH)))
          .ifPresent(slot -> slots.put(field, slot));
    }
    boolean isPush = kind == InboundKind.PUSH || kind == InboundKind.GROUP_PUSH;
    if (isPush && !slots.containsKey(Field.CONTENT)) {
      throw fields.error(
          Field.CONTENT.key(), "expected a JSON pointer such as \"/content\", got nothing");
    }
    if (slots.containsKey(Field.ID) && slots.containsKey(Field.UP_TO)) {
      throw fields.error(Field.UP_TO.key(), "expected id or up-to, got both");
    }
    return slots;
  }

  /** The slot of a pointer that stands under {@code key} of {@code block}. */
  private int slotOf(String pointer, String key, SettingsBlock block, SettingsBlock match) {
    if (!PointerTree.isPointer(pointer)) {
      throw block.error(
          key, "expected a JSON pointer such as \"/type\" or \"/data/id\", got \"" + pointer + '"');
    }
    for (String matched : match.keys()) {
      if (pointer.startsWith(matched + "/")) {
        throw block.error(
            key, "nothing can be at " + pointer + " when " + matched + " has a value");
      }
    }
    return pointers.add(pointer);
  }
}
