package im.stress.standin;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.handler.codec.LengthFieldBasedFrameDecoder;
import java.io.IOException;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Map;

/**
 * Stand-in of farsunset's cim over TCP: a header of type and length (little endian, of the body
 * alone), then Protobuf; and of its REST interface, on a port of its own. A user that binds with a
 * {@code token} in its data must have the right one; the real server leaves that to the
 * application.
 */
public final class FarsunsetCimStandIn extends TcpStandIn {
  /** Types of packets. */
  private static final int PONG = 0;

  private static final int PING = 1;
  private static final int MESSAGE = 2;
  private static final int SENT = 3;
  private static final int REPLY = 4;

  private static final int HEADER_BYTES = 3;
  private static final int MAX_BODY_BYTES = 65_535;

  private static final String BIND = "client_bind";

  /** Action of a message that ends the session. */
  private static final String KICK = "999";

  /** Action of a message between users; the application's to choose. */
  private static final String CHAT = "0";

  private final int restPort;
  private long messageId;

  private FarsunsetCimStandIn() {
    listen();
    restPort = bind(channel -> RestSide.accept(channel, this::rest));
  }

  /** The port of the REST interface. */
  public int restPort() {
    return restPort;
  }

  /** {@code POST /api/message/send}, with a form: answers with the id of the message. */
  private RestSide.Answer rest(RestSide.Request request) {
    String receiver = request.field("receiver");
    boolean good =
        request.line().equals("POST /api/message/send")
            && known(request.field("sender"))
            && known(receiver)
            && request.field("action").matches("[0-9]+");
    if (!good) {
      tally.violation(
          "REST", "expected POST /api/message/send with sender, receiver …, got " + request);
      return new RestSide.Answer(400, "{\"status\":400}");
    }
    if (!takesMessage()) {
      return new RestSide.Answer(500, "{\"status\":500}");
    }
    peers(receiver).forEach(peer -> push(peer, request.field("content")));
    return new RestSide.Answer(200, String.valueOf(messageId));
  }

  /** A server on a free port. */
  public static FarsunsetCimStandIn start() {
    return new FarsunsetCimStandIn();
  }

  @Override
  void accept(Channel channel) {
    channel
        .pipeline()
        .addLast(
            new LengthFieldBasedFrameDecoder(
                ByteOrder.LITTLE_ENDIAN, HEADER_BYTES + MAX_BODY_BYTES, 1, 2, 0, 0, true),
            new Client());
  }

  /** Sends a message to each of these users, as the REST interface has it done. */
  public void push(String content, String... users) {
    onServerThread(
        () -> {
          for (String user : users) {
            peers(user).forEach(peer -> push(peer, content));
          }
        });
  }

  private void push(TcpPeer peer, String content) {
    if (countsPush()) {
      peer.write(framed(MESSAGE, message(CHAT, content, peer.uid())));
    }
  }

  private ProtobufMessage message(String action, String content, String receiver) {
    return new ProtobufMessage()
        .with(1, ++messageId)
        .with(2, action)
        .with(3, content)
        .with(4, "system")
        .with(5, receiver);
  }

  /** Asks each connection of this user for a pong, as the server does when nothing was sent. */
  public void ping(String user) {
    onServerThread(() -> peers(user).forEach(peer -> ((Client) peer).ping()));
  }

  /** Tells each connection of this user that it was replaced, and closes it. */
  public void kick(String user) {
    onServerThread(
        () -> {
          for (TcpPeer peer : List.copyOf(peers(user))) {
            peer.write(framed(MESSAGE, message(KICK, "", user)));
            peer.hangUp();
          }
        });
  }

  private static ByteBuf framed(int type, ProtobufMessage body) {
    byte[] bytes = body.bytes();
    return Unpooled.buffer(HEADER_BYTES + bytes.length)
        .writeByte(type)
        .writeShortLE(bytes.length)
        .writeBytes(bytes);
  }

  /** One client. */
  private final class Client extends TcpPeer {
    private int openPings;

    Client() {
      super(FarsunsetCimStandIn.this);
    }

    void ping() {
      openPings++;
      write(framed(PING, new ProtobufMessage()));
    }

    @Override
    void packet(ByteBuf packet) {
      int type = packet.readUnsignedByte();
      packet.skipBytes(2);
      if (type == SENT) {
        sent(packet);
      } else if (type == PONG) {
        pong();
      } else {
        fatal("type: expected 0 or 3, got " + type);
      }
    }

    private void pong() {
      if (openPings == 0) {
        violation("pong: expected after a ping only");
      } else {
        openPings--;
        tally.heartbeats.incrementAndGet();
      }
    }

    private void sent(ByteBuf packet) {
      byte[] bytes = new byte[packet.readableBytes()];
      packet.readBytes(bytes);
      try {
        ProtobufMessage sent = ProtobufMessage.read(bytes);
        request(sent.text(1), sent.number(2), sent.map(3));
      } catch (IOException e) {
        fatal("not a SentBody: " + e.getMessage());
      }
    }

    private void request(String key, long timestamp, Map<String, String> data) {
      if (!key.equals(BIND)) {
        violation("key: expected " + BIND + ", got " + key);
      } else if (loggedIn()) {
        violation("login: expected one, got another");
      } else {
        if (timestamp <= 0) {
          violation("timestamp: expected milliseconds since 1970, got " + timestamp);
        }
        bind(data);
      }
    }

    private void bind(Map<String, String> data) {
      String user = data.getOrDefault("uid", "");
      String token = "token-of-" + user;
      if (!known(user)) {
        violation("login: expected data uid, got " + data);
        reply("400", "no such user");
      } else if (faults.refusal().isPresent() || !data.getOrDefault("token", token).equals(token)) {
        reply("401", "refused");
      } else {
        login(user);
        reply("200", "");
      }
    }

    private void reply(String code, String message) {
      write(framed(REPLY, new ProtobufMessage().with(1, BIND).with(2, code).with(3, message)));
    }
  }
}
