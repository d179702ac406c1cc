package im.stress.protocol.template;

import im.stress.protocol.inbound.Condition;
import im.stress.protocol.inbound.MessagePlan;
import im.stress.protocol.inbound.Path;
import im.stress.protocol.inbound.ValueTest;
import java.util.ArrayList;
import java.util.List;

/** Compiles {@code accept}, {@code refuse} and the field {@code code}. */
final class AnswerCompiler {
  static final String ACCEPT = "accept";
  static final String REFUSE = "refuse";
  static final String REFUSE_JSON = "refuse-json";
  static final String STATUS = "status";

  /** Successful (RFC 9110, section 15.3). */
  private static final ValueTest SUCCESSFUL = new ValueTest.Range(200, 299);

  private AnswerCompiler() {}

  /** The answer that a block tells of; {@code code} is the path of its field, or null. */
  static Answer compile(SettingsBlock block, MessagePlan plan, Path code) {
    ConditionCompiler conditions = new ConditionCompiler(plan);
    List<List<Condition>> accept = new ArrayList<>();
    blocks(block, ACCEPT).forEach(given -> accept.add(conditions.all(given)));
    return new Answer(List.copyOf(accept), conditions(block, REFUSE, conditions), code);
  }

  /** The same of an answer of HTTP: where no status is asked for, it has to be a successful one. */
  static Answer compileHttp(SettingsBlock block, MessagePlan plan, Path code) {
    Condition successful = new Condition(plan.path(STATUS), SUCCESSFUL);
    Answer given = compile(block, plan, code);
    List<List<Condition>> accept =
        given.accept().stream().map(conditions -> withStatus(conditions, successful)).toList();
    return new Answer(
        accept.isEmpty() ? List.of(List.of(successful)) : accept, given.refuse(), code);
  }

  /** What makes a no of an answer of HTTP whose body is JSON. */
  static List<Condition> refuseJson(SettingsBlock block, MessagePlan plan) {
    return conditions(block, REFUSE_JSON, new ConditionCompiler(plan));
  }

  private static List<Condition> withStatus(List<Condition> conditions, Condition successful) {
    if (conditions.stream().anyMatch(condition -> condition.path().text().equals(STATUS))) {
      return conditions;
    }
    List<Condition> all = new ArrayList<>(List.of(successful));
    all.addAll(conditions);
    return List.copyOf(all);
  }

  private static List<Condition> conditions(
      SettingsBlock block, String key, ConditionCompiler conditions) {
    return blocks(block, key).stream().flatMap(given -> conditions.all(given).stream()).toList();
  }

  private static List<SettingsBlock> blocks(SettingsBlock block, String key) {
    List<SettingsBlock> given = block.blocks(key);
    boolean nothing = given.isEmpty() && block.value(key).isPresent();
    if (nothing || given.stream().anyMatch(one -> one.keys().isEmpty())) {
      throw block.error(key, "expected at least one condition, as in { \"/code\" = 0 }");
    }
    return given;
  }
}
