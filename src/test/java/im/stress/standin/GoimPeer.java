package im.stress.standin;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Stream;

/** A client of {@link GoimStandIn}. */
final class GoimPeer extends TcpPeer {
  private static final int HEARTBEAT = 2;
  private static final int HEARTBEAT_REPLY = 3;
  private static final int LOGIN = 7;
  private static final int LOGIN_REPLY = 8;
  private static final int ROOM = 12;
  private static final int SUBSCRIBE = 14;

  /** Operations that only the server may use. */
  private static final Set<Integer> OF_SERVER = Set.of(3, 8, 9, 13, 15);

  /** Number of users that it says are online: four bytes that nobody looks at. */
  private static final int ONLINE = 1;

  private static final ObjectMapper JSON = new ObjectMapper();

  private final GoimStandIn server;
  private final boolean overWebSocket;
  private final Set<Integer> accepts = new HashSet<>();

  GoimPeer(GoimStandIn server, boolean overWebSocket) {
    super(server);
    this.server = server;
    this.overWebSocket = overWebSocket;
  }

  boolean overWebSocket() {
    return overWebSocket;
  }

  /** Whether pushes of this operation come here. */
  boolean accepts(int operation) {
    return accepts.contains(operation);
  }

  void send(ByteBuf packet) {
    write(packet);
  }

  @Override
  void packet(ByteBuf packet) {
    int bytes = packet.readableBytes();
    if (bytes < GoimStandIn.HEADER_BYTES) {
      fatal("packet: expected 16 bytes or more, got " + bytes);
      return;
    }
    int length = packet.readInt();
    int header = packet.readUnsignedShort();
    int version = packet.readUnsignedShort();
    int operation = packet.readInt();
    int seq = packet.readInt();
    if (length != bytes) {
      fatal("packet length: expected %d as it came, got %d".formatted(bytes, length));
    } else if (header != GoimStandIn.HEADER_BYTES) {
      fatal("header length: expected 16, got " + header);
    } else if (version != 1) {
      fatal("version: expected 1, got " + version);
    } else {
      operation(operation, seq, packet.toString(UTF_8));
    }
  }

  private void operation(int operation, int seq, String body) {
    if (operation == LOGIN) {
      login(seq, body);
    } else if (!loggedIn()) {
      violation("operation: expected 7 (login) first, got " + operation);
    } else if (OF_SERVER.contains(operation)) {
      violation("operation: expected one of a client, got " + operation);
    } else {
      online(operation, seq, body);
    }
  }

  private void login(int seq, String body) {
    JsonNode login = read(body);
    String mid = login.path("mid").isIntegralNumber() ? login.path("mid").asText() : "";
    if (loggedIn()) {
      violation("login: expected one, got another");
    } else if (!TcpStandIn.known(mid) || !login.path("accepts").isArray()) {
      fatal("login: expected {\"mid\":1000 or more,\"accepts\":[…]}, got " + body);
    } else if (server.faults.refusal().isPresent()) {
      hangUp();
    } else {
      login.path("accepts").forEach(operation -> accepts.add(operation.asInt()));
      login(mid);
      answer(LOGIN_REPLY, seq, Unpooled.EMPTY_BUFFER);
    }
  }

  private static JsonNode read(String body) {
    try {
      return JSON.readTree(body);
    } catch (JsonProcessingException e) {
      return MissingNode.getInstance();
    }
  }

  private void online(int operation, int seq, String body) {
    switch (operation) {
      case HEARTBEAT -> heartbeat(seq, body);
      case ROOM -> room(seq, body);
      case SUBSCRIBE -> subscribe(seq, body);
      default -> {
        server.tally.messages.incrementAndGet();
        answer(operation, seq, Unpooled.EMPTY_BUFFER);
      }
    }
  }

  private void heartbeat(int seq, String body) {
    if (!body.isEmpty()) {
      violation("heartbeat: expected no body, got " + body);
    }
    server.tally.heartbeats.incrementAndGet();
    answer(HEARTBEAT_REPLY, seq, Unpooled.buffer(4).writeInt(ONLINE));
  }

  private void room(int seq, String body) {
    if (!body.matches("[^:]+://.+")) {
      violation("room: expected TYPE://ROOM, got " + body);
    }
    answer(ROOM + 1, seq, Unpooled.copiedBuffer(body, UTF_8));
  }

  private void subscribe(int seq, String body) {
    if (body.matches("\\d{1,9}(,\\d{1,9})*")) {
      Stream.of(body.split(",", -1)).map(Integer::valueOf).forEach(accepts::add);
    } else {
      violation("subscription: expected 1000,1001, got " + body);
    }
    answer(SUBSCRIBE + 1, seq, Unpooled.copiedBuffer(body, UTF_8));
  }

  private void answer(int operation, int seq, ByteBuf body) {
    send(GoimStandIn.packet(operation, seq, body));
  }
}
