package im.stress.protocol.template;

import im.stress.config.SettingsException;
import im.stress.config.UserColumns;
import im.stress.protocol.Chat;
import im.stress.protocol.ProtocolContext;
import im.stress.protocol.Traits;
import im.stress.protocol.Traits.HeartbeatKind;
import im.stress.protocol.body.BodyValue;
import im.stress.protocol.outbound.IdForm;
import im.stress.protocol.outbound.Outgoing;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.LongSupplier;

/** Compiles and checks a preset. Used once. */
final class PresetCompiler {
  private static final String OUTBOUND = "outbound";
  private static final String INBOUND = "inbound";

  /** More values than any preset has in one reply, or captures: only samples are made of it. */
  private static final int SAMPLES = 64;

  private final SettingsBlock template;
  private final ProtocolContext context;
  private final MessageForm form;
  private final TemplateSettings settings;
  private final Captures captures = new Captures();
  private final PollSettings poll;
  private final Variables variables;
  private final Vocabularies vocabularies;
  private final OutboundCompiler compiler;

  /**
   * For the users of a run.
   *
   * @param epochMillis the clock behind {@code ${epochMillis}}
   * @throws SettingsException when a single value can't be used
   */
  PresetCompiler(SettingsBlock template, ProtocolContext context, LongSupplier epochMillis) {
    this.template = template;
    this.context = context;
    List<String> known = new ArrayList<>(TemplateSettings.KEYS);
    known.addAll(MessageForm.keys());
    known.addAll(
        List.of(
            ConnectSettings.KEY,
            LoginCompiler.KEY,
            Options.KEY,
            Variables.KEY,
            PollSettings.KEY,
            OUTBOUND,
            INBOUND));
    template.allowOnly(known);
    form = new MessageForm(template);
    settings = TemplateSettings.read(template, form);
    poll = PollSettings.read(template);
    variables = new Variables(template, form);
    Options options = new Options(template);
    vocabularies =
        new Vocabularies(context, epochMillis, options, captures, settings.ids(), variables);
    HttpCompiler http =
        new HttpCompiler(
            form.httpAnswers(), new HttpTarget.Place(options, settings.isHttp()), samples());
    compiler = new OutboundCompiler(form, vocabularies, samples(), http);
  }

  /**
   * Compiles all of it.
   *
   * @throws SettingsException when it can't be used: one line that names the key
   */
  Preset compile() {
    ConnectSettings connect = ConnectSettings.read(template, vocabularies.ofConnect());
    connect.require(template, samples(), context.login());
    List<LoginStep> login =
        new LoginCompiler(form.plan(), compiler, captures).steps(template, LoginCompiler.KEY);
    SettingsBlock outboundBlock = requiredBlock(OUTBOUND);
    SettingsBlock inboundBlock =
        settings.isHttp() ? template.blockOrEmpty(INBOUND) : requiredBlock(INBOUND);
    Outbound outbound =
        Outbound.compile(outboundBlock, settings.heartbeatKind(), poll != null, compiler);
    InboundMatchers matchers =
        InboundCompiler.compile(inboundBlock, form.plan(), compiler, settings.receipts());
    variables.requireUsable();
    Traits traits = traits(outbound, matchers);
    requireKinds(inboundBlock, matchers, outbound);
    new HttpRules(template, outboundBlock, inboundBlock, settings).check(outbound, matchers, poll);
    if (outbound.chat() != null && traits.delivers()) {
      requireNames(outboundBlock, Outbound.CHAT, outbound.chat(), matchers, InboundKind.CHAT_ACK);
    }
    if (traits.groups().available()) {
      requireNames(
          outboundBlock,
          Outbound.GROUP_CHAT,
          outbound.groupChat(),
          matchers,
          InboundKind.GROUP_ACK);
    }
    return new Preset(
        form,
        settings,
        connect,
        login,
        new Preset.Captured(captures.count(), captures.countOfContact()),
        outbound,
        matchers,
        traits,
        compiler.httpAnswers(),
        poll);
  }

  private SettingsBlock requiredBlock(String key) {
    return template
        .block(key)
        .orElseThrow(() -> template.error(key, "expected a block { … }, got nothing"));
  }

  private Traits traits(Outbound outbound, InboundMatchers matchers) {
    Traits.Messages messages =
        outbound.chat() == null
            ? Traits.Messages.NONE
            : isAnswered(outbound.chat(), matchers, InboundKind.CHAT_ACK)
                ? Traits.Messages.ACKNOWLEDGED
                : Traits.Messages.SENT;
    return new Traits(
        messages,
        settings.heartbeatKind(),
        settings.echo(),
        groups(outbound, matchers),
        arrivals(matchers));
  }

  private Traits.Arrivals arrivals(InboundMatchers matchers) {
    if (poll != null) {
      return Traits.Arrivals.POLLED;
    }
    return matchers.has(InboundKind.PUSH) ? Traits.Arrivals.PUSHED : Traits.Arrivals.NONE;
  }

  /** A request has an answer in any case. */
  private static boolean isAnswered(
      SentMessage message, InboundMatchers matchers, InboundKind answer) {
    return message != null && (message.isRequest() || matchers.has(answer));
  }

  /** Without an arrival, a group message measures nothing. */
  private static Traits.Groups groups(Outbound outbound, InboundMatchers matchers) {
    return new Traits.Groups(
        outbound.groupChat() != null && matchers.has(InboundKind.GROUP_PUSH),
        outbound.joinGroup() != null,
        isAnswered(outbound.joinGroup(), matchers, InboundKind.JOIN_ACK),
        isAnswered(outbound.groupChat(), matchers, InboundKind.GROUP_ACK));
  }

  private void requireKinds(SettingsBlock inbound, InboundMatchers matchers, Outbound outbound) {
    if (!settings.isHttp()) {
      requireKind(InboundKind.PUSH, inbound, matchers);
    }
    if (settings.heartbeatKind() == HeartbeatKind.MESSAGE && !outbound.heartbeat().isRequest()) {
      requireKind(InboundKind.HEARTBEAT_ACK, inbound, matchers);
    }
    if (matchers.has(InboundKind.NESTED) && form.header() == null) {
      throw inbound.error(
          InboundKind.NESTED.key(), "expected a list under header: it tells messages apart");
    }
    if (matchers.has(InboundKind.NESTED) && !form.header().hasLength()) {
      throw inbound.error(
          InboundKind.NESTED.key(),
          "expected a field of header that is whole-length or body-length, got none");
    }
    boolean byId =
        matchers.read(InboundKind.CHAT_ACK, Field.ID)
            || matchers.read(InboundKind.GROUP_ACK, Field.ID);
    if (byId && settings.ids() == IdForm.NONE) {
      throw template.error("id", "expected a form other than none: acks are known by an id");
    }
  }

  private static void requireKind(
      InboundKind kind, SettingsBlock inbound, InboundMatchers matchers) {
    if (!matchers.has(kind)) {
      throw inbound.error(kind.key(), "expected a frame matcher { match { … } }, got nothing");
    }
  }

  /** Without them, no delivery or no acknowledgement could be told from another. */
  private void requireNames(
      SettingsBlock block,
      String name,
      SentMessage message,
      InboundMatchers matchers,
      InboundKind ack) {
    if (!uses(message, "content")) {
      throw block.error(name, "expected ${content} in it: deliveries are known by its marker");
    }
    if (message.isRequest()) {
      return;
    }
    if (matchers.read(ack, Field.ID) && !uses(message, "id")) {
      throw block.error(
          name,
          "expected ${id} in it: inbound.%s is known by it (null = no acks)".formatted(ack.key()));
    }
    boolean counted = uses(message, "seq") || settings.ids() == IdForm.SEQUENCE;
    if (matchers.read(ack, Field.UP_TO) && !counted) {
      throw block.error(
          name, "expected ${seq} in it: inbound.%s counts up to it".formatted(ack.key()));
    }
  }

  private boolean uses(SentMessage message, String name) {
    return variables.namesIn(message.template().names()).contains(name);
  }

  /** The first and the last user, the smallest and the largest number of everything. */
  private List<Outgoing> samples() {
    UserColumns columns = context.login().columns();
    boolean listed = columns.users() > 0;
    int first = listed ? columns.firstUser() : 0;
    int last = listed ? columns.firstUser() + columns.users() - 1 : Integer.MAX_VALUE;
    return List.of(sample(first, 0), sample(last, Integer.MAX_VALUE));
  }

  private Outgoing sample(int user, int number) {
    byte[][] captured = new byte[SAMPLES][];
    Arrays.fill(captured, new byte[] {'1'});
    BodyValue[] frame = new BodyValue[SAMPLES];
    Arrays.setAll(frame, i -> new BodyValue(""));
    Arrays.stream(frame).forEach(value -> value.setNumber(number, 0));
    return new Outgoing()
        .of(user, captured, number)
        .withChat(new Chat(context).set(user, user, number, number, 0))
        .withGroup(number)
        .withIdSequence(number)
        .withSince(number)
        .withCapturedOfPeer(captured)
        .withFrame(frame);
  }
}
