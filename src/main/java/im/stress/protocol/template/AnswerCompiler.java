package im.stress.protocol.template;

import im.stress.protocol.inbound.Condition;
import im.stress.protocol.inbound.MessagePlan;
import im.stress.protocol.inbound.Path;
import java.util.List;

/** Compiles {@code accept}, {@code refuse} and the field {@code code}. */
final class AnswerCompiler {
  static final String ACCEPT = "accept";
  static final String REFUSE = "refuse";

  private AnswerCompiler() {}

  /** The answer that a block tells of; {@code code} is the path of its field, or null. */
  static Answer compile(SettingsBlock block, MessagePlan plan, Path code) {
    ConditionCompiler conditions = new ConditionCompiler(plan);
    return new Answer(of(block, ACCEPT, conditions), of(block, REFUSE, conditions), code);
  }

  private static List<Condition> of(SettingsBlock block, String key, ConditionCompiler conditions) {
    if (block.value(key).isEmpty()) {
      return List.of();
    }
    SettingsBlock given = block.blockOrEmpty(key);
    if (given.keys().isEmpty()) {
      throw block.error(key, "expected at least one condition, as in { \"/code\" = 0 }");
    }
    return conditions.all(given);
  }
}
