package im.stress.protocol.template;

import im.stress.protocol.inbound.Condition;
import im.stress.protocol.inbound.MessagePlan;
import im.stress.protocol.inbound.Path;
import im.stress.protocol.outbound.Vocabulary;
import im.stress.protocol.template.LoginStep.Capture;
import im.stress.protocol.template.LoginStep.Expectation;
import im.stress.protocol.template.LoginStep.Recovery;
import java.util.ArrayList;
import java.util.List;

/** Turns the list {@code login} into steps. */
final class LoginCompiler {
  static final String KEY = "login";
  private static final String NAME = "name";
  private static final String SEND = "send";
  private static final String EXPECT = "expect";
  private static final String FOR_EACH = "for-each";
  private static final String MATCH = "match";
  private static final String FIELDS = "fields";
  private static final String CAPTURE = "capture";
  private static final String RECOVER = "recover";
  private static final String WHEN = "when";
  private static final String STEPS = "steps";

  private final MessagePlan plan;
  private final OutboundCompiler outbound;
  private final Captures captures;

  /**
   * For logins of a protocol.
   *
   * @param captures learns what the steps capture, in order
   */
  LoginCompiler(MessagePlan plan, OutboundCompiler outbound, Captures captures) {
    this.plan = plan;
    this.outbound = outbound;
    this.captures = captures;
  }

  /** The steps under a key; none = the connection is the login. */
  List<LoginStep> steps(SettingsBlock block, String key) {
    List<LoginStep> steps = new ArrayList<>();
    for (SettingsBlock step : block.blocks(key)) {
      steps.add(step(step, steps.size()));
    }
    return List.copyOf(steps);
  }

  private LoginStep step(SettingsBlock block, int position) {
    block.allowOnly(List.of(NAME, SEND, EXPECT, FOR_EACH));
    boolean eachContact = eachContact(block);
    Vocabulary vocabulary =
        eachContact ? outbound.vocabularies().ofContact() : outbound.vocabularies().ofAll();
    if (block.value(SEND).isEmpty() && block.value(EXPECT).isEmpty()) {
      throw block.error(SEND, "expected send, expect or both, got neither");
    }
    return new LoginStep(
        block.text(NAME).orElse("step " + (position + 1)),
        block.value(SEND).isPresent() ? outbound.compile(block, SEND, vocabulary) : null,
        block.block(EXPECT).map(this::expectation).orElse(null),
        eachContact);
  }

  private static boolean eachContact(SettingsBlock block) {
    String each = block.text(FOR_EACH).orElse("");
    if (!each.isEmpty() && !each.equals("contact")) {
      throw block.error(FOR_EACH, "expected contact, got \"" + each + '"');
    }
    return !each.isEmpty();
  }

  private Expectation expectation(SettingsBlock block) {
    block.allowOnly(
        List.of(MATCH, FIELDS, CAPTURE, RECOVER, AnswerCompiler.ACCEPT, AnswerCompiler.REFUSE));
    if (block.blockOrEmpty(MATCH).keys().isEmpty()) {
      throw block.error(MATCH, "expected at least one, as in { \"/type\" = \"login_ack\" }");
    }
    List<Condition> match = new ConditionCompiler(plan).together(block.blockOrEmpty(MATCH));
    SettingsBlock fields = block.blockOrEmpty(FIELDS);
    fields.allowOnly(List.of(Field.CODE.key(), Field.REASON.key()));
    Answer answer = AnswerCompiler.compile(block, plan, path(fields, Field.CODE.key()));
    Recovery recovery = block.block(RECOVER).map(this::recovery).orElse(null);
    return new Expectation(
        match, answer, path(fields, Field.REASON.key()), captures(block), recovery);
  }

  private Path path(SettingsBlock block, String key) {
    return block.text(key).map(text -> block.checked(key, () -> plan.path(text))).orElse(null);
  }

  private List<Capture> captures(SettingsBlock block) {
    SettingsBlock given = block.blockOrEmpty(CAPTURE);
    List<Capture> found = new ArrayList<>();
    for (String name : given.keys()) {
      if (given.value(name).isEmpty()) {
        throw given.error(name, "expected a path such as \"/session\", got nothing");
      }
      found.add(new Capture(name, captures.add(name), path(given, name)));
    }
    return List.copyOf(found);
  }

  private Recovery recovery(SettingsBlock block) {
    block.allowOnly(List.of(WHEN, STEPS));
    SettingsBlock when = block.blockOrEmpty(WHEN);
    if (when.keys().isEmpty()) {
      throw block.error(WHEN, "expected at least one condition, as in { \"/errno\" = 1 }");
    }
    List<LoginStep> steps = steps(block, STEPS);
    if (steps.isEmpty()) {
      throw block.error(STEPS, "expected what to do before the step is done again, got nothing");
    }
    return new Recovery(new ConditionCompiler(plan).all(when), steps);
  }
}
