package im.stress.standin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.netty.handler.codec.http.HttpHeaderNames;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A Mattermost server: events over WebSocket, and the two calls of REST by which users find a
 * direct channel and post into it. User u7 has the id usr7 and the token token-of-u7.
 */
public final class MattermostStandIn extends StandInServer {
  private static final String BEARER = "Bearer ";

  private final Map<String, List<String>> channels = new HashMap<>();
  private final Set<MattermostConversation> online = new LinkedHashSet<>();

  /** A server on a free port. */
  public MattermostStandIn() {
    listen();
  }

  @Override
  Optional<Refusal> refusal(Upgrade upgrade) {
    if (!upgrade.path().equals("/api/v4/websocket")) {
      tally.violation("upgrade", "expected path /api/v4/websocket, got " + upgrade.path());
      return Optional.of(Refusal.text(404, "Not found"));
    }
    return Optional.empty();
  }

  @Override
  Conversation converse(Upgrade upgrade, Wire wire) {
    return new MattermostConversation(this, wire);
  }

  /** Sessions of users who are logged in. */
  Set<MattermostConversation> online() {
    return online;
  }

  /** The user with this token; empty = there is none. */
  static String owner(String token) {
    String uid = token.replaceFirst("^token-of-", "");
    return StandInUsers.known(uid) && token.equals(StandInUsers.tokenOf(uid)) ? uid : "";
  }

  @Override
  RestSide.Service rest() {
    return this::answer;
  }

  private RestSide.Answer answer(RestSide.Request request) {
    String authorization = request.headers().get(HttpHeaderNames.AUTHORIZATION, "");
    String uid =
        authorization.startsWith(BEARER) ? owner(authorization.substring(BEARER.length())) : "";
    JsonNode body = Json.read(request.body());
    if (uid.isEmpty()) {
      return refused(401, "Invalid or expired session, please login again.", request);
    }
    return switch (request.line()) {
      case "POST /api/v4/channels/direct" -> direct(StandInUsers.idOf(uid), body, request);
      case "POST /api/v4/posts" -> post(uid, body, request);
      default -> refused(404, "Sorry, we could not find the page.", request);
    };
  }

  private RestSide.Answer refused(int status, String message, RestSide.Request request) {
    tally.violation("REST", message + " Got " + request.line() + " " + request.body());
    return error(status, message);
  }

  private static RestSide.Answer error(int status, String message) {
    ObjectNode error = Json.object("id", "api.error", "message", message, "status_code", status);
    return new RestSide.Answer(status, error.toString());
  }

  private RestSide.Answer direct(String userId, JsonNode ids, RestSide.Request request) {
    List<String> both =
        List.of(ids.path(0).asText(), ids.path(1).asText()).stream().sorted().toList();
    boolean good =
        ids.size() == 2
            && both.contains(userId)
            && both.stream().noneMatch(id -> StandInUsers.byId(id).isEmpty());
    if (!good) {
      return refused(400, "Invalid or missing user_ids in request body.", request);
    }
    String channel = "channel-of-" + String.join("-", both);
    channels.put(channel, both);
    return new RestSide.Answer(201, Json.object("id", channel, "type", "D").toString());
  }

  private RestSide.Answer post(String uid, JsonNode post, RestSide.Request request) {
    String channel = Json.text(post, "channel_id");
    List<String> members = channels.getOrDefault(channel, List.of());
    if (!members.contains(StandInUsers.idOf(uid)) || Json.text(post, "message").isEmpty()) {
      return refused(403, "You do not have the appropriate permissions.", request);
    }
    tally.messages.incrementAndGet();
    if (faults.failsThisSend()) {
      return error(500, "Unable to save the Post.");
    }
    ObjectNode saved =
        Json.object(
            "id",
            "post" + tally.messages.get(),
            "channel_id",
            channel,
            "message",
            post.get("message"),
            "pending_post_id",
            Json.text(post, "pending_post_id"));
    members.forEach(member -> deliver(uid, StandInUsers.byId(member), saved));
    tally.acks.incrementAndGet();
    return new RestSide.Answer(201, saved.toString());
  }

  private void deliver(String from, String to, ObjectNode post) {
    for (MattermostConversation session : online) {
      boolean own = from.equals(to);
      if (session.uid().equals(to) && (own || !faults.dropsThisPush())) {
        (own ? tally.echoes : tally.pushes).incrementAndGet();
        session.posted(post);
      }
    }
  }
}
