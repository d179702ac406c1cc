package im.stress.standin;

import com.corundumstudio.socketio.AckCallback;
import com.corundumstudio.socketio.AckRequest;
import com.corundumstudio.socketio.AuthTokenResult;
import com.corundumstudio.socketio.Configuration;
import com.corundumstudio.socketio.SocketIOClient;
import com.corundumstudio.socketio.SocketIOServer;
import com.corundumstudio.socketio.Transport;
import com.corundumstudio.socketio.VoidAckCallback;
import com.corundumstudio.socketio.listener.DefaultExceptionListener;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerAdapter;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.EventLoopGroup;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A real Socket.IO server (netty-socketio, Engine.IO 4) with a small chat: event {@code chat} with
 * {@code {to, content}} is acknowledged with {@code [{"code":0}]} and becomes event {@code push} at
 * the recipient; every second push wants an acknowledgement. A user logs in with {@code
 * {"token":"token-of-UID","uid":"UID"}}.
 */
public final class SocketIoServer implements AutoCloseable {
  /** Default of Socket.IO's own servers. */
  private static final int PING_INTERVAL_MILLIS = 25_000;

  /** Longer than a busy machine may stand still. */
  private static final int PING_TIMEOUT_MILLIS = 20_000;

  /** One push of so many wants to be acknowledged. */
  private static final int PUSHES_PER_ACK = 2;

  private final Listener server;
  private final Map<String, SocketIOClient> online = new ConcurrentHashMap<>();
  private final AtomicLong logins = new AtomicLong();
  private final AtomicLong refusals = new AtomicLong();
  private final AtomicLong messages = new AtomicLong();
  private final AtomicLong pushes = new AtomicLong();
  private final AtomicLong pushAcks = new AtomicLong();
  private final AtomicLong heartbeatsAnswered = new AtomicLong();

  private SocketIoServer(int pingIntervalMillis) {
    Configuration settings = new Configuration();
    settings.setHostname("127.0.0.1");
    settings.setPort(0);
    settings.setBossThreads(1);
    settings.setWorkerThreads(1);
    settings.setTransports(Transport.WEBSOCKET);
    settings.setPingInterval(pingIntervalMillis);
    settings.setPingTimeout(PING_TIMEOUT_MILLIS);
    settings.setExceptionListener(new Failures());
    server = new Listener(settings);
    server.getNamespace("").addAuthTokenListener(this::authorise);
    server.addEventListener("chat", Map.class, this::chat);
    server.addPongListener(client -> heartbeatsAnswered.incrementAndGet());
    server.addDisconnectListener(
        client -> online.values().removeIf(c -> c.getSessionId().equals(client.getSessionId())));
  }

  /** A server on a free port of 127.0.0.1 that sends a ping every 25 s. */
  public static SocketIoServer start() {
    return start(PING_INTERVAL_MILLIS);
  }

  /** A server on a free port of 127.0.0.1 that sends a ping every so many milliseconds. */
  public static SocketIoServer start(int pingIntervalMillis) {
    SocketIoServer started = new SocketIoServer(pingIntervalMillis);
    started.server.start();
    return started;
  }

  private AuthTokenResult authorise(Object token, SocketIOClient client) {
    if (token instanceof Map<?, ?> auth
        && auth.get("uid") instanceof String uid
        && ("token-of-" + uid).equals(auth.get("token"))) {
      logins.incrementAndGet();
      client.set("uid", uid);
      online.put(uid, client);
      return AuthTokenResult.AuthTokenResultSuccess;
    }
    refusals.incrementAndGet();
    return new AuthTokenResult(false, Map.of("message", "wrong token"));
  }

  private void chat(SocketIOClient from, Map<?, ?> message, AckRequest ack) {
    messages.incrementAndGet();
    ack.sendAckData(Map.of("code", 0));
    SocketIOClient recipient = online.get(String.valueOf(message.get("to")));
    if (recipient != null) {
      push(recipient, new Push(from.get("uid"), message.get("content")), pushes.incrementAndGet());
    }
  }

  private void push(SocketIOClient recipient, Push push, long number) {
    if (number % PUSHES_PER_ACK != 0) {
      recipient.sendEvent("push", push);
      return;
    }
    AckCallback<Void> whenAcknowledged =
        new VoidAckCallback() {
          @Override
          protected void onSuccess() {
            pushAcks.incrementAndGet();
          }
        };
    recipient.sendEvent("push", whenAcknowledged, push);
  }

  /** Tells a user to go, and closes its connection. */
  public void kick(String uid) {
    online.get(uid).disconnect();
  }

  /** TCP port that it listens on. */
  public int port() {
    return server.port();
  }

  /** Connects with the right token. */
  public long logins() {
    return logins.get();
  }

  /** Connects with a wrong token. */
  public long refusals() {
    return refusals.get();
  }

  /** Chat events that came in. */
  public long messages() {
    return messages.get();
  }

  /** Push events that went out. */
  public long pushes() {
    return pushes.get();
  }

  /** Acknowledgements of pushes that came in: one of two pushes wants one. */
  public long pushAcks() {
    return pushAcks.get();
  }

  /** Pongs that came in. */
  public long heartbeatsAnswered() {
    return heartbeatsAnswered.get();
  }

  /** Users that are connected now. */
  public List<String> online() {
    return List.copyOf(online.keySet());
  }

  @Override
  public void close() {
    server.stop();
  }

  /** Payload of a push event, fields in this order. */
  public record Push(String from, Object content) {}

  /** Logs what goes wrong but for connections that a client resets, which is nobody's fault. */
  private static final class Failures extends DefaultExceptionListener {
    @Override
    public boolean exceptionCaught(ChannelHandlerContext context, Throwable failure)
        throws Exception {
      return failure instanceof IOException || super.exceptionCaught(context, failure);
    }
  }

  /** Tells its port and stops at once: the library's own server does neither. */
  private static final class Listener extends SocketIOServer {
    private volatile Channel channel;
    private EventLoopGroup boss;
    private EventLoopGroup workers;

    Listener(Configuration settings) {
      super(settings);
    }

    @Override
    protected void applyConnectionOptions(ServerBootstrap bootstrap) {
      super.applyConnectionOptions(bootstrap);
      boss = bootstrap.config().group();
      workers = bootstrap.config().childGroup();
      bootstrap.handler(
          new ChannelHandlerAdapter() {
            @Override
            public void handlerAdded(ChannelHandlerContext context) {
              channel = context.channel();
            }
          });
    }

    int port() {
      return ((InetSocketAddress) channel.localAddress()).getPort();
    }

    /** Without Netty's quiet period, 2 s for each of the groups. */
    @Override
    public void stop() {
      boss.shutdownGracefully(0, 5, TimeUnit.SECONDS).syncUninterruptibly();
      workers.shutdownGracefully(0, 5, TimeUnit.SECONDS).syncUninterruptibly();
      super.stop();
    }
  }
}
