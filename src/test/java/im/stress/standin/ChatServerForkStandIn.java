package im.stress.standin;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListSet;

/**
 * Stand-in of the public forks of the TCP JSON chat server whose numbers are 1 login, 2 answer, 3
 * logout, 4 registration, 5 answer, 6 chat, 7 friend, 8 new group, 9 join, 10 group chat. As the
 * real ones it takes each read as one JSON value, and forwards a message as it came. Users have
 * numbers from 1000; the password of 1007 is {@code token-of-1007}.
 */
public final class ChatServerForkStandIn extends TcpStandIn {
  /**
   * Names of fields in which the forks differ.
   *
   * @param kind field of the number that says what a message is
   * @param recipient field of the user whom a message is for
   * @param password field of the password at login and registration
   */
  public record Dialect(String kind, String recipient, String password) {
    /** Most of the forks. */
    public static final Dialect TOID = new Dialect("msgid", "toid", "password");

    /** Some of the forks. */
    public static final Dialect TO = new Dialect("msgid", "to", "password");

    /** Forks with other capitals and a shorter password. */
    public static final Dialect MSG_ID = new Dialect("msgId", "toId", "pwd");
  }

  /** Ids of users who register; far from those that tests use. */
  private static final long FIRST_REGISTERED = 9_000_000;

  private final Dialect dialect;
  private final Set<String> leftOnline = ConcurrentHashMap.newKeySet();
  private final Map<Long, Set<String>> groups = new ConcurrentHashMap<>();
  private final Map<String, List<String>> offlineMessages = new HashMap<>();
  private volatile boolean forgettingDisconnects;
  private long registered = FIRST_REGISTERED;

  private ChatServerForkStandIn(Dialect dialect) {
    this.dialect = dialect;
    listen();
  }

  /** A server of this dialect on a free port. */
  public static ChatServerForkStandIn start(Dialect dialect) {
    return new ChatServerForkStandIn(dialect);
  }

  /**
   * From now on a user whose connection ends without a logout stays online, as in some of the
   * forks: its next login is refused with errno 2.
   */
  public void forgetDisconnects() {
    forgettingDisconnects = true;
  }

  @Override
  void accept(Channel channel) {
    channel.pipeline().addLast(new ChatServerForkPeer(this, dialect));
  }

  boolean online(String user) {
    return leftOnline.contains(user) || !peers(user).isEmpty();
  }

  /** The connection of this user has ended without a logout. */
  void disconnected(String user) {
    if (forgettingDisconnects) {
      leftOnline.add(user);
    }
  }

  /** The user's messages from the time when it wasn't there; they are given out once. */
  List<String> takeOffline(String user) {
    List<String> kept = offlineMessages.remove(user);
    return kept == null ? List.of() : kept;
  }

  long register() {
    return ++registered;
  }

  void join(long group, String user) {
    groups.computeIfAbsent(group, id -> new ConcurrentSkipListSet<>()).add(user);
  }

  /** May be asked on any thread. */
  Set<String> members(long group) {
    return groups.getOrDefault(group, Set.of());
  }

  List<Long> groupsOf(String user) {
    return groups.entrySet().stream()
        .filter(group -> group.getValue().contains(user))
        .map(Map.Entry::getKey)
        .sorted()
        .toList();
  }

  /** Sends a message on as it came, or keeps it for the recipient's next login. */
  void forward(String user, String message) {
    if (peers(user).isEmpty()) {
      offlineMessages.computeIfAbsent(user, absent -> new ArrayList<>()).add(message);
      return;
    }
    for (TcpPeer peer : peers(user)) {
      if (countsPush()) {
        peer.write(Unpooled.copiedBuffer(message, UTF_8));
      }
    }
  }

  /** Writes an object as one text. */
  static void send(TcpPeer peer, ObjectNode answer) {
    peer.write(Unpooled.copiedBuffer(answer.toString(), UTF_8));
  }
}
