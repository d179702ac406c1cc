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
    String name = block.text(NAME).orElse("step " + (position + 1));
    if (HttpCompiler.isRequest(block, SEND)) {
      return request(block, name, vocabulary, eachContact);
    }
    return new LoginStep(
        name,
        block.value(SEND).isPresent() ? outbound.compile(block, SEND, vocabulary) : null,
        block.block(EXPECT).map(expect -> expectation(expect, eachContact)).orElse(null),
        eachContact);
  }

  /** The answer to a request needs no match: it can be nothing else. */
  private LoginStep request(
      SettingsBlock block, String name, Vocabulary vocabulary, boolean eachContact) {
    if (block.value(EXPECT).isPresent()) {
      throw block.error(EXPECT, "expected nothing beside send.http, which tells of its answer");
    }
    SentMessage message = outbound.compile(block, SEND, vocabulary, List.of(CAPTURE, RECOVER));
    SettingsBlock http = block.blockOrEmpty(SEND).blockOrEmpty(HttpCompiler.KEY);
    MessagePlan answers = outbound.httpAnswers();
    Recovery recovery = recovery(http, answers); // before what a step captures that was refused
    Expectation expect =
        new Expectation(
            List.of(), message.exchange(), captures(http, answers, eachContact), recovery);
    return new LoginStep(name, message, expect, eachContact);
  }

  private static boolean eachContact(SettingsBlock block) {
    String each = block.text(FOR_EACH).orElse("");
    if (!each.isEmpty() && !each.equals("contact")) {
      throw block.error(FOR_EACH, "expected contact, got \"" + each + '"');
    }
    return !each.isEmpty();
  }

  private Expectation expectation(SettingsBlock block, boolean eachContact) {
    block.allowOnly(
        List.of(MATCH, FIELDS, CAPTURE, RECOVER, AnswerCompiler.ACCEPT, AnswerCompiler.REFUSE));
    if (block.blockOrEmpty(MATCH).keys().isEmpty()) {
      throw block.error(MATCH, "expected at least one, as in { \"/type\" = \"login_ack\" }");
    }
    List<Condition> match = new ConditionCompiler(plan).together(block.blockOrEmpty(MATCH));
    SettingsBlock fields = block.blockOrEmpty(FIELDS);
    fields.allowOnly(List.of(Field.CODE.key(), Field.REASON.key()));
    Answer answer = AnswerCompiler.compile(block, plan, path(fields, Field.CODE.key()));
    Recovery recovery = recovery(block, plan); // before what a step captures that was refused
    return new Expectation(
        match,
        new FrameAnswer(answer, path(fields, Field.REASON.key())),
        captures(block, plan, eachContact),
        recovery);
  }

  private Path path(SettingsBlock block, String key) {
    return path(block, key, plan);
  }

  private static Path path(SettingsBlock block, String key, MessagePlan within) {
    return block.text(key).map(text -> block.checked(key, () -> within.path(text))).orElse(null);
  }

  private List<Capture> captures(SettingsBlock block, MessagePlan within, boolean ofContact) {
    SettingsBlock given = block.blockOrEmpty(CAPTURE);
    List<Capture> found = new ArrayList<>();
    for (String name : given.keys()) {
      if (given.value(name).isEmpty()) {
        throw given.error(name, "expected a path such as \"/session\", got nothing");
      }
      found.add(new Capture(name, captures.add(name, ofContact), path(given, name, within)));
    }
    return List.copyOf(found);
  }

  private Recovery recovery(SettingsBlock parent, MessagePlan within) {
    return parent.block(RECOVER).map(block -> recovery(within, block)).orElse(null);
  }

  private Recovery recovery(MessagePlan within, SettingsBlock block) {
    block.allowOnly(List.of(WHEN, STEPS));
    SettingsBlock when = block.blockOrEmpty(WHEN);
    if (when.keys().isEmpty()) {
      throw block.error(WHEN, "expected at least one condition, as in { \"/errno\" = 1 }");
    }
    List<LoginStep> steps = steps(block, STEPS);
    if (steps.isEmpty()) {
      throw block.error(STEPS, "expected what to do before the step is done again, got nothing");
    }
    return new Recovery(ConditionCompiler.ofOptional(within).all(when), steps);
  }
}
