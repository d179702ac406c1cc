package im.stress.standin;

import io.netty.channel.Channel;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpServerCodec;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * A stand-in of a WebSocket server that keeps each upgrade and lets a {@link Conversation} answer
 * the frames of its connection.
 */
public abstract class StandInServer extends StandIn {
  /** An upgrade request of a test has a token and a few headers. */
  private static final int MAX_REQUEST_BYTES = 8_192;

  private final List<Upgrade> upgrades = new CopyOnWriteArrayList<>();

  /** How the real server refuses this upgrade; absent = it accepts it. */
  abstract Optional<Refusal> refusal(Upgrade upgrade);

  /** What answers the frames of a connection. */
  abstract Conversation converse(Upgrade upgrade, Wire wire);

  /** What answers requests of HTTP that are no upgrades; null = the upgrade fails. */
  RestSide.Service rest() {
    return null;
  }

  /** Subprotocols that the server can agree to, with a comma between; null = none. */
  String subprotocols() {
    return null;
  }

  @Override
  final void accept(Channel channel) {
    channel
        .pipeline()
        .addLast(
            new HttpServerCodec(),
            new HttpObjectAggregator(MAX_REQUEST_BYTES),
            new Handshake(this, upgrades));
    if (rest() != null) {
      channel.pipeline().addBefore(nameOfLast(channel), "rest", new RestSide(rest()));
    }
  }

  private static String nameOfLast(Channel channel) {
    return channel.pipeline().lastContext().name();
  }

  /** All upgrades that were asked for, refused ones too, in the order of time. */
  public List<Upgrade> upgrades() {
    return List.copyOf(upgrades);
  }

  /** WebSockets that are open now. */
  public int open() {
    return tally.open.get();
  }

  /** Messages whose sender was told that they were taken. */
  public int acks() {
    return tally.acks.get();
  }

  /** Messages written to sessions of their own sender. */
  public int echoes() {
    return tally.echoes.get();
  }

  /** Receipts that came for a push, each once. */
  public int receipts() {
    return tally.receipts.get();
  }

  /** From now on accepts good logins again. */
  public void acceptLogins() {
    faults.acceptLogins();
  }
}
