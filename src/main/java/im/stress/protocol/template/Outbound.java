package im.stress.protocol.template;

import im.stress.protocol.Traits.HeartbeatKind;
import java.util.List;

/**
 * The messages that a user sends after its login; null = this protocol has no such message.
 * Immutable.
 *
 * @param heartbeat a sign of life
 * @param chat a one-to-one message
 * @param joinGroup the wish to join a group
 * @param groupChat a message to a group
 * @param logout the last word before the connection is closed
 */
record Outbound(
    SentMessage heartbeat,
    SentMessage chat,
    SentMessage joinGroup,
    SentMessage groupChat,
    SentMessage logout) {
  static final String HEARTBEAT = "heartbeat";
  static final String CHAT = "chat";
  private static final String JOIN_GROUP = "join-group";
  static final String GROUP_CHAT = "group-chat";
  private static final String LOGOUT = "logout";

  /**
   * Compiles those that the protocol has.
   *
   * @param polls whether heartbeats ask for what was written to their user
   */
  static Outbound compile(
      SettingsBlock outbound,
      HeartbeatKind heartbeatKind,
      boolean polls,
      OutboundCompiler compiler) {
    outbound.allowOnly(List.of(HEARTBEAT, CHAT, JOIN_GROUP, GROUP_CHAT, LOGOUT));
    boolean sendsHeartbeats = heartbeatKind.isMessage();
    Vocabularies vocabularies = compiler.vocabularies();
    return new Outbound(
        sendsHeartbeats
            ? compiler.compile(outbound, HEARTBEAT, vocabularies.ofHeartbeat(polls))
            : null,
        outbound.value(CHAT).isPresent()
            ? compiler.compile(outbound, CHAT, vocabularies.ofChat())
            : null,
        outbound.value(JOIN_GROUP).isPresent()
            ? compiler.compile(outbound, JOIN_GROUP, vocabularies.ofJoin())
            : null,
        outbound.value(GROUP_CHAT).isPresent()
            ? compiler.compile(outbound, GROUP_CHAT, vocabularies.ofGroupChat())
            : null,
        outbound.value(LOGOUT).isPresent()
            ? compiler.compile(outbound, LOGOUT, vocabularies.ofAll())
            : null);
  }
}
