package im.stress.report;

import im.stress.config.HeartbeatSettings;
import java.time.Duration;
import java.util.Map;

/** One sentence or two for each cause of a lost connection: what it means, and what to do. */
final class DeathAdvice {

  private static final String LOOK_AT_SERVER =
      "look into the server's log (docker logs -f NAME) at that time";

  private static final Map<String, String> BY_CAUSE =
      Map.ofEntries(
          Map.entry(
              "refused",
              "nothing accepts connections on that port, or its backlog is full: check that the "
                  + "server runs (docker ps; curl http://HOST:PORT/health) and listens (ss -ltn), "
                  + "check the firewall (firewall-cmd --list-all), raise net.core.somaxconn, or "
                  + "ramp up more slowly"),
          Map.entry(
              "reset",
              "the server, or a box on the way, cut the connection with a TCP reset: "
                  + LOOK_AT_SERVER
                  + ", for kills by lack of memory (dmesg -T | grep -i oom), and check the "
                  + "connection limits of proxies"),
          Map.entry(
              "half-open",
              "the connection stood but heartbeats were no longer answered: the server hangs or "
                  + "the network dropped the connection without a word; "
                  + LOOK_AT_SERVER
                  + ", and check GC pauses and NAT or firewall timeouts"),
          Map.entry(
              "dns",
              "the host name was not resolved: check it with getent hosts HOST, or target an IP "
                  + "address"),
          Map.entry(
              "tls",
              "the TLS handshake failed: check the certificate, its names and its authority "
                  + "(openssl s_client -connect HOST:PORT), or name the authority in "
                  + "im.connection.trust-certificates"),
          Map.entry(
              "out-of-fds",
              "this machine, not the target, ran out of file handles: ulimit -n 100000 (for good: "
                  + "nofile in /etc/security/limits.conf; macOS: sudo launchctl limit maxfiles "
                  + "65536 200000), then log in again"),
          Map.entry(
              "out-of-ports",
              "this machine has no free port towards that address: sysctl -w "
                  + "net.ipv4.ip_local_port_range=\"1024 65535\", or add "
                  + "im.connection.source-addresses, target addresses or machines"),
          Map.entry(
              "unreachable",
              "no route to the host: check the address and the network (ping HOST; ip route get "
                  + "HOST; docker network inspect bridge)"),
          Map.entry(
              "connect-timeout",
              "the TCP connection was not made in time: packets are dropped on the way (firewall, "
                  + "security group) or the server's backlog is full (ss -ltn; nstat -az "
                  + "TcpExtListenOverflows); ramp up more slowly"),
          Map.entry(
              "handshake-timeout",
              "connected, but the WebSocket upgrade was not answered in time: the server is "
                  + "overloaded or something else listens there; check its CPU (docker stats) and "
                  + "ramp up more slowly"),
          Map.entry(
              "login-rejected",
              "the server refused the login: check TEST_TOKEN, im.login.uid-prefix and "
                  + "im.login.uid-first, and that these users exist and are not online elsewhere"),
          Map.entry(
              "login-timeout",
              "the login was not answered in time: the server's login path (database, token "
                  + "service) is the bottleneck; ramp up more slowly or raise im.login.timeout"),
          Map.entry(
              "kicked",
              "the server pushed the user out: mostly the same user id logged in twice; give each "
                  + "machine its own MACHINE_ID and let no other client use these ids"),
          Map.entry(
              "codec",
              "the server sent something that im.codec.format does not understand: check that the "
                  + "format is that of the server"),
          Map.entry(
              "closed-by-server",
              "the server ended the connection without saying why: "
                  + LOOK_AT_SERVER
                  + "; if it was overloaded, use fewer users, a longer ramp or a longer message "
                  + "interval"),
          Map.entry(
              "slow-server",
              "the server did not read what we sent until our send queue was full: it is "
                  + "overloaded; use a longer message interval or fewer users, and check its CPU "
                  + "and GC (docker stats; docker logs NAME | grep GC)"));

  private static final Map<String, String> BY_HANDSHAKE_STATUS =
      Map.of(
          "401", "the token was not accepted: check TEST_TOKEN",
          "403", "access is forbidden: check TEST_TOKEN and the rules of the gateway",
          "404", "there is no WebSocket at this path: check the path in TARGET_URL",
          "429",
              "the gateway limits the rate of connections: ramp up more slowly or lift its limit",
          "502", "the gateway found no server behind it: check that the server runs (docker ps)",
          "503", "the server or gateway is overloaded or starting: ramp up more slowly",
          "504", "the gateway waited in vain for the server: check the server's CPU and threads");

  private DeathAdvice() {}

  static String of(NamedDeath death, HeartbeatSettings heartbeat) {
    String cause = death.cause();
    if (cause.equals(NamedDeath.IDLE_TIMEOUT)) {
      return idleTimeout(death.kind().sinceSentMillis().getValueAtPercentile(50), heartbeat);
    }
    if (cause.startsWith("handshake-status-")) {
      return handshake(cause.substring("handshake-status-".length()));
    }
    if (cause.startsWith("close-")) {
      return CloseCodes.advice(cause.substring("close-".length()), LOOK_AT_SERVER);
    }
    return BY_CAUSE.getOrDefault(cause, "not a known cause: " + LOOK_AT_SERVER);
  }

  private static String handshake(String status) {
    String meaning =
        BY_HANDSHAKE_STATUS.getOrDefault(status, "check the path, and " + LOOK_AT_SERVER);
    return "the upgrade to WebSocket was answered with HTTP " + status + ": " + meaning;
  }

  private static String idleTimeout(long medianMillis, HeartbeatSettings heartbeat) {
    String observed = "closed " + Format.seconds(medianMillis) + " after our last frame; ";
    if (!heartbeat.enabled()) {
      return observed + "no heartbeats were sent: set a heartbeat interval below that time";
    }
    Duration interval = heartbeat.interval();
    String beside = "heartbeat interval is " + Format.seconds(interval.toMillis());
    return interval.toMillis() >= medianMillis
        ? observed + beside + ": send heartbeats more often than the server's idle timeout"
        : observed
            + beside
            + ", shorter than that, so heartbeats did not leave in time or the server does not "
            + "count them: look at the lateness of heartbeats and at the server's idea of one";
  }
}
