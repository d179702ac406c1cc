package im.stress.protocol.template;

import im.stress.protocol.Traits.HeartbeatKind;

/**
 * Refuses what a preset can't say together where requests of HTTP stand in place of messages.
 *
 * @param template all of the preset
 * @param outbound its block of that name
 * @param inbound its block of that name
 * @param settings its single values
 */
record HttpRules(
    SettingsBlock template,
    SettingsBlock outbound,
    SettingsBlock inbound,
    TemplateSettings settings) {

  /** Checks all of them; {@code poll} is null where there is none. */
  void check(Outbound messages, InboundMatchers matchers, PollSettings poll) {
    if (settings.isHttp()) {
      overHttp(matchers, poll);
    }
    SentMessage heartbeat = messages.heartbeat();
    if (heartbeat != null
        && heartbeat.isRequest()
        && settings.heartbeatKind() != HeartbeatKind.MESSAGE) {
      throw template.error(
          TemplateSettings.HEARTBEAT_KIND,
          "expected message, since the answer to outbound.heartbeat.http is the server's");
    }
    if (poll != null) {
      polls(heartbeat, matchers);
    }
  }

  private void overHttp(InboundMatchers matchers, PollSettings poll) {
    for (String key :
        new String[] {MessageForm.HEADER, MessageForm.PREFIX, TemplateSettings.SPLIT}) {
      if (template.value(key).isPresent()) {
        throw template.error(
            key, "expected none with framing = http: each answer has a body alone");
      }
    }
    if (settings.heartbeatKind() == HeartbeatKind.PING_FRAME) {
      throw template.error(
          TemplateSettings.HEARTBEAT_KIND, "expected message or none with framing = http");
    }
    if (poll == null && !matchers.inOrder().isEmpty()) {
      throw inbound.error(
          matchers.inOrder().get(0).kind().key(),
          "expected a block poll in the preset: without it, nothing is read here over HTTP");
    }
  }

  private void polls(SentMessage heartbeat, InboundMatchers matchers) {
    if (heartbeat == null || !heartbeat.isRequest()) {
      throw outbound.error(
          Outbound.HEARTBEAT, "expected a block http { … } in it, since the preset has poll");
    }
    if (!matchers.has(InboundKind.PUSH)
        || matchers.inOrder().stream()
            .anyMatch(matcher -> matcher.kind().isPush() && !matcher.has(Field.TIME))) {
      throw inbound.error(
          InboundKind.PUSH.key(),
          "expected fields { content = …, time = … } in it, since the preset has poll");
    }
  }
}
