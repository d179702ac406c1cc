package im.stress.standin;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * OpenIM's msggateway with {@code sdkType=js}: the upgrade is the login, frames are JSON in binary
 * frames with Protobuf in base64 inside. Tokens are those of {@link StandInUsers#openImTokenOf},
 * for the platform that the upgrade names. A message is pushed to all sessions of its recipient, or
 * of all members of its group, and of its sender.
 */
public final class OpenImStandIn extends StandInServer {
  private static final int TOKEN_INVALID = 1502;
  private static final int CONNECTION_ARGUMENTS = 1602;

  final Heartbeat heartbeat;
  private final Map<String, Set<OpenImConversation>> online = new HashMap<>();
  private final Map<String, Long> sequences = new HashMap<>();
  private final Map<String, Set<String>> groups = new HashMap<>();

  /** A server that sends ping frames to web clients (platform 5) at this interval. */
  public OpenImStandIn(Heartbeat heartbeat) {
    this.heartbeat = heartbeat;
    listen();
  }

  /** The real server refuses with status 200 and the error as JSON. */
  @Override
  Optional<Refusal> refusal(Upgrade upgrade) {
    if (!upgrade.path().equals("/")) {
      tally.violation("upgrade", "expected path /, got " + upgrade.path());
      return Optional.of(Refusal.text(404, "404 page not found"));
    }
    return answersByFrame(upgrade)
        ? Optional.empty()
        : error(upgrade).map(error -> Refusal.json(200, error.toString()));
  }

  /** Whether the result of the login is to come as a text frame after the upgrade. */
  static boolean answersByFrame(Upgrade upgrade) {
    return upgrade.parameter("isMsgResp").equals("true");
  }

  /** Why this login is refused; absent = it is accepted. Notes what is wrong with it. */
  Optional<ObjectNode> error(Upgrade upgrade) {
    String argument = badArgument(upgrade);
    if (!argument.isEmpty()) {
      tally.violation("upgrade", argument + ", got " + upgrade.query());
      return Optional.of(error(CONNECTION_ARGUMENTS, "ConnArgsErr", argument));
    }
    if (!owned(upgrade)) {
      tally.violation("upgrade", "expected the user's token for this platform, got another");
      return Optional.of(error(TOKEN_INVALID, "TokenInvalidError", "token is invalid"));
    }
    return faults.refusal().map(reason -> error(TOKEN_INVALID, "TokenInvalidError", reason));
  }

  private static String badArgument(Upgrade upgrade) {
    for (String name : new String[] {"token", "sendID", "platformID", "operationID"}) {
      if (upgrade.parameter(name).isEmpty()) {
        return "expected " + name;
      }
    }
    if (!upgrade.parameter("platformID").matches("[1-9][0-9]?")) {
      return "expected a number as platformID";
    }
    if (!upgrade.parameter("sdkType").equals("js") || !upgrade.parameter("compression").isEmpty()) {
      return "expected sdkType js and no compression";
    }
    return upgrade.parameter("isBackground").matches("|true|false")
        ? ""
        : "expected true or false as isBackground";
  }

  private static boolean owned(Upgrade upgrade) {
    return StandInUsers.claims(upgrade.parameter("token"))
        .filter(claims -> StandInUsers.known(Json.text(claims, "UserID")))
        .filter(claims -> Json.text(claims, "UserID").equals(upgrade.parameter("sendID")))
        .filter(
            claims -> claims.path("PlatformID").asText().equals(upgrade.parameter("platformID")))
        .isPresent();
  }

  private static ObjectNode error(int code, String name, String detail) {
    return Json.object("errCode", code, "errMsg", name, "errDlt", detail);
  }

  @Override
  Conversation converse(Upgrade upgrade, Wire wire) {
    return new OpenImConversation(this, wire, upgrade);
  }

  /** Sessions of this user. */
  Set<OpenImConversation> sessions(String uid) {
    return online.computeIfAbsent(uid, key -> new LinkedHashSet<>());
  }

  /** Number of the next message of this conversation. */
  long nextSequence(String conversation) {
    return sequences.merge(conversation, 1L, Long::sum);
  }

  /** Makes a group of these users, which the real server's application does over HTTP. */
  public void makeGroup(String groupId, String... uids) {
    onServerThread(() -> groups.put(groupId, new LinkedHashSet<>(List.of(uids))));
  }

  /** Members of this group; empty where there is none. */
  Set<String> members(String groupId) {
    return groups.getOrDefault(groupId, Set.of());
  }

  /** Tells this user's sessions that they are no longer wanted, and closes them. */
  public void kick(String uid) {
    onServerThread(() -> Set.copyOf(sessions(uid)).forEach(OpenImConversation::kick));
  }
}
