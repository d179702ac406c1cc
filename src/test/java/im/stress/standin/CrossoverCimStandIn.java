package im.stress.standin;

import com.fasterxml.jackson.databind.JsonNode;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import java.io.IOException;
import java.util.List;

/**
 * Stand-in of the server of crossoverJie's cim: each message is a Protobuf {@code Request} after
 * its length as a varint; and of its route service, on a port of its own. The real one refuses
 * nobody and answers no login; {@link #refuseLogins} has the connection closed.
 */
public final class CrossoverCimStandIn extends TcpStandIn {
  /** Fields of {@code Request}. */
  private static final int TEXT = 1;

  private static final int REQUEST_ID = 2;
  private static final int COMMAND = 3;
  private static final int PROPERTIES = 4;
  private static final int BATCH = 5;

  /** Values of the command; login, 0, isn't written. */
  private static final int LOGIN = 0;

  private static final int MESSAGE = 1;
  private static final int PING = 2;

  private final int routePort;

  private CrossoverCimStandIn() {
    listen();
    routePort = bind(channel -> RestSide.accept(channel, this::route));
  }

  /** The port of the route service. */
  public int routePort() {
    return routePort;
  }

  /** {@code POST /p2pRoute}: the answer's code tells alone whether the message was taken. */
  private RestSide.Answer route(RestSide.Request request) {
    JsonNode body = Json.read(request.body());
    String from = body.path("userId").asText();
    String to = body.path("receiveUserId").asText();
    boolean good =
        request.line().equals("POST /p2pRoute")
            && body.path("userId").isInt()
            && body.path("receiveUserId").isInt()
            && body.path("msg").isTextual();
    if (!good || peers(from).isEmpty()) {
      tally.violation("route", "expected POST /p2pRoute of a user who is online, got " + request);
      return new RestSide.Answer(200, "{\"code\":\"3000\",\"message\":\"invalid argument\"}");
    }
    if (!takesMessage()) {
      return new RestSide.Answer(200, "{\"code\":\"6000\",\"message\":\"busy\"}");
    }
    write(to, message(Long.parseLong(to)).with(TEXT, body.path("msg").textValue()));
    return new RestSide.Answer(200, "{\"code\":\"9000\",\"message\":\"ok\"}");
  }

  /** A server on a free port. */
  public static CrossoverCimStandIn start() {
    return new CrossoverCimStandIn();
  }

  @Override
  void accept(Channel channel) {
    channel.pipeline().addLast(new VarintFrames(), new Client());
  }

  /** Sends a message to each of these users, as the route service has it done. */
  public void push(String content, long... users) {
    for (long user : users) {
      push(Long.toString(user), message(user).with(TEXT, content));
    }
  }

  /** Sends several messages to a user as one, in the field for batches. */
  public void pushBatch(List<String> contents, long user) {
    ProtobufMessage batch = message(user);
    contents.forEach(content -> batch.with(BATCH, content));
    push(Long.toString(user), batch);
  }

  private static ProtobufMessage message(long user) {
    return new ProtobufMessage()
        .with(REQUEST_ID, user)
        .with(COMMAND, MESSAGE)
        .withEntry(PROPERTIES, "receiveUserId", Long.toString(user));
  }

  private void push(String user, ProtobufMessage message) {
    onServerThread(() -> write(user, message));
  }

  private void write(String user, ProtobufMessage message) {
    for (TcpPeer peer : peers(user)) {
      if (countsPush()) {
        peer.write(Unpooled.wrappedBuffer(message.bytes()));
      }
    }
  }

  /** One client. */
  private final class Client extends TcpPeer {
    Client() {
      super(CrossoverCimStandIn.this);
    }

    @Override
    void packet(ByteBuf packet) {
      byte[] bytes = new byte[packet.readableBytes()];
      packet.readBytes(bytes);
      try {
        request(ProtobufMessage.read(bytes));
      } catch (IOException e) {
        fatal("not a Request: " + e.getMessage());
      }
    }

    private void request(ProtobufMessage request) {
      long command = request.number(COMMAND);
      if (command == LOGIN) {
        login(request);
      } else if (!loggedIn()) {
        fatal("command: expected 0 (login) first, got " + command);
      } else if (command == PING) {
        heartbeat(request);
      } else {
        violation("command: expected 0 or 2, got " + command);
      }
    }

    private void login(ProtobufMessage request) {
      String id = Long.toString(request.number(REQUEST_ID));
      if (loggedIn()) {
        violation("login: expected one, got another");
      } else if (!known(id) || request.text(TEXT).isEmpty()) {
        fatal("login: expected a name and 1000 or more, got " + request.text(TEXT) + " " + id);
      } else if (faults.refusal().isPresent()) {
        hangUp();
      } else {
        login(id);
      }
    }

    private void heartbeat(ProtobufMessage request) {
      String got = request.text(TEXT) + " " + request.number(REQUEST_ID);
      if (!got.equals("ping " + uid())) {
        violation("heartbeat: expected ping " + uid() + ", got " + got);
      }
      tally.heartbeats.incrementAndGet();
      write(
          Unpooled.wrappedBuffer(
              new ProtobufMessage().with(TEXT, "pong").with(COMMAND, PING).bytes()));
    }
  }
}
