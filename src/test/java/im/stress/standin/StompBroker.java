package im.stress.standin;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.activemq.artemis.api.core.Message;
import org.apache.activemq.artemis.api.core.RoutingType;
import org.apache.activemq.artemis.api.core.TransportConfiguration;
import org.apache.activemq.artemis.core.config.Configuration;
import org.apache.activemq.artemis.core.config.impl.ConfigurationImpl;
import org.apache.activemq.artemis.core.postoffice.RoutingStatus;
import org.apache.activemq.artemis.core.remoting.impl.netty.NettyAcceptor;
import org.apache.activemq.artemis.core.remoting.impl.netty.NettyAcceptorFactory;
import org.apache.activemq.artemis.core.remoting.impl.netty.TransportConstants;
import org.apache.activemq.artemis.core.security.CheckType;
import org.apache.activemq.artemis.core.security.Role;
import org.apache.activemq.artemis.core.server.MessageReference;
import org.apache.activemq.artemis.core.server.ServerConsumer;
import org.apache.activemq.artemis.core.server.ServerSession;
import org.apache.activemq.artemis.core.server.embedded.EmbeddedActiveMQ;
import org.apache.activemq.artemis.core.server.plugin.ActiveMQServerMessagePlugin;
import org.apache.activemq.artemis.core.settings.impl.AddressSettings;
import org.apache.activemq.artemis.core.transaction.Transaction;
import org.apache.activemq.artemis.spi.core.security.ActiveMQSecurityManager;
import org.slf4j.LoggerFactory;

/**
 * A real broker (Apache Artemis) that speaks STOMP over WebSocket, in text frames. Each destination
 * is a topic that is made when it is first named: every subscriber gets a message. A user logs in
 * with its name and the password {@code token-of-NAME}. Nothing is written to a disk.
 */
public final class StompBroker implements AutoCloseable {
  private static final String ACCEPTOR = "stomp";

  /** Short, so that a client without heartbeats is closed within a test. */
  private static final long TTL_CHECK_MILLIS = 100;

  private final EmbeddedActiveMQ broker = new EmbeddedActiveMQ();
  private final Passwords passwords = new Passwords();
  private final Counts counts = new Counts();

  private StompBroker() {}

  /** A broker on a free port of 127.0.0.1. */
  public static StompBroker start() {
    // It warns of each refused login and of each connection that was closed without DISCONNECT.
    ((Logger) LoggerFactory.getLogger("org.apache.activemq")).setLevel(Level.ERROR);
    StompBroker started = new StompBroker();
    try {
      started.broker.setConfiguration(settings());
      started.broker.setSecurityManager(started.passwords);
      started.broker.start();
      started.broker.getActiveMQServer().registerBrokerPlugin(started.counts);
    } catch (Exception e) {
      throw new IllegalStateException("the broker didn't start", e);
    }
    return started;
  }

  private static Configuration settings() throws Exception {
    Map<String, Object> acceptor =
        Map.of(
            TransportConstants.HOST_PROP_NAME,
            "127.0.0.1",
            TransportConstants.PORT_PROP_NAME,
            0,
            TransportConstants.PROTOCOLS_PROP_NAME,
            "STOMP",
            TransportConstants.USE_EPOLL_PROP_NAME,
            false,
            TransportConstants.REMOTING_THREADS_PROPNAME,
            1,
            TransportConstants.WEB_SOCKET_ENCODER_TYPE,
            "text");
    AddressSettings topics =
        new AddressSettings()
            .setDefaultAddressRoutingType(RoutingType.MULTICAST)
            .setDefaultQueueRoutingType(RoutingType.MULTICAST);
    return new ConfigurationImpl()
        .setPersistenceEnabled(false)
        .setJMXManagementEnabled(false)
        // A refused password has to be asked for each time: it is counted.
        .setAuthenticationCacheSize(0)
        // How often it looks for connections that have been silent too long.
        .setConnectionTtlCheckInterval(TTL_CHECK_MILLIS)
        .setScheduledThreadPoolMaxSize(1)
        .setThreadPoolMaxSize(4)
        .addAddressSetting("#", topics)
        .addAcceptorConfiguration(
            new TransportConfiguration(NettyAcceptorFactory.class.getName(), acceptor, ACCEPTOR));
  }

  /** TCP port of its WebSocket listener; any path will do. */
  public int port() {
    return acceptor().getActualPort();
  }

  private NettyAcceptor acceptor() {
    return (NettyAcceptor) broker.getActiveMQServer().getRemotingService().getAcceptor(ACCEPTOR);
  }

  /** Users that gave the right password at least once. */
  public List<String> users() {
    return List.copyOf(passwords.accepted);
  }

  /** Wrong passwords. */
  public long refusals() {
    return passwords.refused.get();
  }

  /** Messages that clients sent. */
  public long messages() {
    return counts.messages.get();
  }

  /** Messages that went out to subscribers. */
  public long pushes() {
    return counts.pushes.get();
  }

  @Override
  public void close() throws Exception {
    broker.stop();
  }

  /** Password of u7 = token-of-u7; all who come in may do all. */
  private static final class Passwords implements ActiveMQSecurityManager {
    private final Set<String> accepted = ConcurrentHashMap.newKeySet();
    private final AtomicLong refused = new AtomicLong();

    @Override
    public boolean validateUser(String user, String password) {
      if (("token-of-" + user).equals(password)) {
        accepted.add(user);
        return true;
      }
      refused.incrementAndGet();
      return false;
    }

    @Override
    public boolean validateUserAndRole(
        String user, String password, Set<Role> roles, CheckType checkType) {
      return validateUser(user, password);
    }
  }

  /** What the broker took and gave. */
  private static final class Counts implements ActiveMQServerMessagePlugin {
    private final AtomicLong messages = new AtomicLong();
    private final AtomicLong pushes = new AtomicLong();

    @Override
    public void afterSend(
        ServerSession session,
        Transaction transaction,
        Message message,
        boolean direct,
        boolean noAutoCreateQueue,
        RoutingStatus result) {
      messages.incrementAndGet();
    }

    @Override
    public void afterDeliver(ServerConsumer consumer, MessageReference reference) {
      pushes.incrementAndGet();
    }
  }
}
