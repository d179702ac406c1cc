package im.stress.protocol.template;

import im.stress.protocol.Chat;
import im.stress.protocol.GroupChat;
import im.stress.protocol.ProtocolContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The templates of all that a user sends; null = this protocol has no such message. Safe on any
 * thread.
 *
 * @param login the first message on a connection
 * @param register makes an account where the login was refused for want of one
 * @param heartbeat a sign of life
 * @param heartbeatAnswer the answer to a heartbeat of the server
 * @param chat a one-to-one message
 * @param joinGroup the wish to join a group
 * @param groupChat a message to a group
 */
record OutboundTemplates(
    OutboundTemplate login,
    OutboundTemplate register,
    OutboundTemplate heartbeat,
    OutboundTemplate heartbeatAnswer,
    OutboundTemplate chat,
    OutboundTemplate joinGroup,
    OutboundTemplate groupChat) {
  private static final String LOGIN = "login";
  private static final String REGISTER = "register";
  private static final String HEARTBEAT = "heartbeat";
  private static final String HEARTBEAT_ANSWER = "heartbeat-answer";
  static final String CHAT = "chat";
  private static final String JOIN_GROUP = "join-group";
  static final String GROUP_CHAT = "group-chat";

  /** Compiles and checks those that the protocol needs. */
  static OutboundTemplates compile(
      SettingsBlock outbound,
      TemplateSettings settings,
      FrameMatchers matchers,
      OutboundVariables variables,
      ProtocolContext context) {
    outbound.allowOnly(
        List.of(LOGIN, REGISTER, HEARTBEAT, HEARTBEAT_ANSWER, CHAT, JOIN_GROUP, GROUP_CHAT));
    List<TemplateValues> samples = samples(context);
    Compiler compiler =
        (needed, name, of) -> needed ? OutboundTemplate.compile(outbound, name, of, samples) : null;
    return new OutboundTemplates(
        compiler.compile(true, LOGIN, variables.ofAll()),
        compiler.compile(!settings.registerOn().isEmpty(), REGISTER, variables.ofAll()),
        compiler.compile(settings.heartbeatKind().isMessage(), HEARTBEAT, variables.ofHeartbeat()),
        compiler.compile(
            matchers.has(InboundKind.SERVER_HEARTBEAT), HEARTBEAT_ANSWER, variables.ofHeartbeat()),
        compiler.compile(true, CHAT, variables.ofChat()),
        compiler.compile(isThere(outbound, JOIN_GROUP), JOIN_GROUP, variables.ofJoin()),
        compiler.compile(isThere(outbound, GROUP_CHAT), GROUP_CHAT, variables.ofGroupChat()));
  }

  private static boolean isThere(SettingsBlock outbound, String name) {
    return outbound.value(name).isPresent();
  }

  /** The smallest and the largest of everything: a template has to give JSON for both. */
  private static List<TemplateValues> samples(ProtocolContext context) {
    List<TemplateValues> samples = new ArrayList<>();
    for (int most : new int[] {0, Integer.MAX_VALUE}) {
      samples.add(
          new TemplateValues()
              .of(most, new byte[] {'t'})
              .withSequence(most)
              .withGroup(most)
              .withChat(new Chat(context).set(most, most, most, most, 0))
              .withGroupChat(new GroupChat(context).set(most, most, most, most, 0)));
    }
    return samples;
  }

  /** Compiles one template, or nothing where it is not needed. */
  private interface Compiler {
    OutboundTemplate compile(
        boolean needed, String name, Map<String, OutboundTemplate.Piece> variables);
  }
}
