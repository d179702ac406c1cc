package im.stress.report;

import im.stress.model.Cause;
import im.stress.model.Death;
import im.stress.model.DeathTally;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/** One sentence or two for each cause of a lost connection: what it means, and what to do. */
final class DeathAdvice {

  private static final String LOOK_AT_SERVER =
      "look into the server's log (docker logs -f NAME) at that time";

  private static final Map<Cause, String> BY_CAUSE =
      Map.ofEntries(
          Map.entry(
              Cause.REFUSED,
              "nothing accepts connections on that port, or its backlog is full: check that the "
                  + "server runs (docker ps; curl http://HOST:PORT/health) and listens (ss -ltn), "
                  + "check the firewall (firewall-cmd --list-all), raise net.core.somaxconn, or "
                  + "ramp up more slowly"),
          Map.entry(
              Cause.RESET,
              "the server, or a device between, cut the connection with a TCP reset: "
                  + LOOK_AT_SERVER
                  + ", for kills by lack of memory (dmesg -T | grep -i oom), and check the "
                  + "connection limits of proxies"),
          Map.entry(
              Cause.HALF_OPEN,
              "the connection was open, but heartbeats were no longer answered: the server hangs or "
                  + "the network dropped the connection without telling; "
                  + LOOK_AT_SERVER
                  + ", and check GC pauses and NAT or firewall timeouts"),
          Map.entry(
              Cause.DNS,
              "the host name was not resolved: check it with getent hosts HOST, or target an IP "
                  + "address"),
          Map.entry(
              Cause.TLS,
              "the TLS handshake failed: check the certificate, its names and its authority "
                  + "(openssl s_client -connect HOST:PORT), or name the authority in "
                  + "im.connection.trust-certificates"),
          Map.entry(
              Cause.OUT_OF_FDS,
              "this machine, not the target, ran out of file handles: ulimit -n 100000 (for good: "
                  + "nofile in /etc/security/limits.conf; macOS: sudo launchctl limit maxfiles "
                  + "65536 200000), then log in again"),
          Map.entry(
              Cause.OUT_OF_PORTS,
              "this machine has no free port towards that address: sysctl -w "
                  + "net.ipv4.ip_local_port_range=\"1024 65535\", or add "
                  + "im.connection.source-addresses, target addresses or machines"),
          Map.entry(
              Cause.UNREACHABLE,
              "no route to the host: check the address and the network (ping HOST; ip route get "
                  + "HOST; docker network inspect bridge)"),
          Map.entry(
              Cause.CONNECT_TIMEOUT,
              "the TCP connection was not made in time: packets are dropped on the way (firewall, "
                  + "security group) or the server's backlog is full (ss -ltn; nstat -az "
                  + "TcpExtListenOverflows); ramp up more slowly"),
          Map.entry(
              Cause.HANDSHAKE_TIMEOUT,
              "connected, but the WebSocket upgrade was not answered in time: the server is "
                  + "overloaded or something else listens there; check its CPU (docker stats) and "
                  + "ramp up more slowly"),
          Map.entry(
              Cause.LOGIN_REJECTED,
              "the server refused the login: check TEST_TOKEN, im.login.uid-prefix and "
                  + "im.login.uid-first, and that these users exist and are not online elsewhere"),
          Map.entry(
              Cause.LOGIN_TIMEOUT,
              "the login was not answered in time: the server's login path (database, token "
                  + "service) is the bottleneck; ramp up more slowly or raise im.login.timeout"),
          Map.entry(
              Cause.CLIENT_STANDSTILL,
              "this load generator, not the target, stood still while it waited for an answer: "
                  + "see the reasons of the verdict, and run again"),
          Map.entry(
              Cause.KICKED,
              "the server logged the user out: mostly the same user id logged in twice; give each "
                  + "machine its own MACHINE_ID and let no other client use these ids"),
          Map.entry(
              Cause.CODEC,
              "the server sent something that im.codec.format does not understand: check that the "
                  + "format is that of the server"),
          Map.entry(
              Cause.CLOSED_BY_SERVER,
              "the server ended the connection without saying why: "
                  + LOOK_AT_SERVER
                  + "; if it was overloaded, use fewer users, a longer ramp or a longer message "
                  + "interval"),
          Map.entry(
              Cause.HANDSHAKE_INVALID,
              "what answered the upgrade does not speak WebSocket (RFC 6455): check host, port, "
                  + "path and scheme of TARGET_URL, and that no proxy on the way drops the Upgrade "
                  + "header"),
          Map.entry(
              Cause.FRAME_TOO_LARGE,
              "the server sent a frame, or an answer of HTTP, over im.connection.max-frame-bytes: "
                  + "raise that if such sizes are meant, otherwise "
                  + LOOK_AT_SERVER),
          Map.entry(
              Cause.REQUEST_TIMEOUT,
              "a request was not answered within im.http.timeout: look at the server's CPU, threads "
                  + "and locks at that time; where it answers late on purpose, raise that time"),
          Map.entry(
              Cause.CROSSED_CLOSE,
              "the server ended a connection just when a request was sent on it: it may have read "
                  + "the request or not, so it was not sent again; where the server closes after "
                  + "each answer or after a short silence, set keep-alive = false in the preset, or "
                  + "let it keep connections for longer than the interval"),
          Map.entry(
              Cause.ANSWER_CUT,
              "the server closed the connection before the end of its answer (Content-Length, or "
                  + "the last chunk): "
                  + LOOK_AT_SERVER
                  + ", and check limits of proxies for times and sizes"),
          Map.entry(
              Cause.ANSWER_INVALID,
              "what came is no answer of HTTP/1.1, or is longer than its Content-Length says: check "
                  + "host, port and scheme of TARGET_URL, and how the server counts the bytes of a "
                  + "body (bytes, not characters)"),
          Map.entry(
              Cause.OUT_OF_MEMORY,
              "this machine, not the target, ran out of memory: give the process more (JAVA_OPTS="
                  + "\"-Xmx4g -XX:MaxDirectMemorySize=4g\"), look at the machine's (free -h; sysctl "
                  + "net.ipv4.tcp_mem), or use more machines"),
          Map.entry(
              Cause.STORM,
              "the drill cut it on purpose (im.storm): nothing needs to be changed; how users came "
                  + "back is in summary.json under storm"),
          Map.entry(
              Cause.CLOSED_BY_US,
              "the user closed the connection in order: nothing needs to be changed"),
          Map.entry(
              Cause.OTHER,
              "a failure without a name of its own: its words are in deaths.jsonl under detail; "
                  + LOOK_AT_SERVER));

  private static final Map<String, String> BY_HANDSHAKE_STATUS =
      Map.of(
          "401", "the token was not accepted: check TEST_TOKEN",
          "403", "access is forbidden: check TEST_TOKEN and the rules of the gateway",
          "404", "there is no WebSocket at this path: check the path in TARGET_URL",
          "429",
              "the gateway limits the rate of connections: ramp up more slowly or lift its limit",
          "502", "the gateway found no server behind it: check that the server runs (docker ps)",
          "503", "the server or gateway is overloaded or starting: ramp up more slowly",
          "504", "the gateway got no answer from the server: check the server's CPU and threads");

  private DeathAdvice() {}

  /**
   * About lost connections of this cause.
   *
   * @param heartbeatMicros how often users send heartbeats; none = nobody does
   */
  static String of(DeathTally deaths, String name, List<Long> heartbeatMicros) {
    Cause cause = Cause.named(name).orElse(null);
    if (cause == null) {
      return "not a known cause: " + LOOK_AT_SERVER;
    }
    return switch (cause) {
      case IDLE_TIMEOUT_BY_SERVER ->
          idleTimeout(deaths.sinceSentMillis().getValueAtPercentile(50), heartbeatMicros);
      case HANDSHAKE_STATUS -> handshake(cause.detailOf(name));
      case CLOSED_BY_SERVER -> closedByServer(deaths.kind().phase());
      case CLOSE -> CloseCodes.advice(cause.detailOf(name), LOOK_AT_SERVER);
      default -> BY_CAUSE.get(cause);
    };
  }

  /** Some servers refuse a user in this way, without a word. */
  private static String closedByServer(Death.Phase phase) {
    String refused =
        "the server closed the connection in place of an answer to the %s: check TEST_TOKEN and the "
            + "server's limit of connections from one address; "
            + LOOK_AT_SERVER;
    return switch (phase) {
      case CONNECT -> refused.formatted("upgrade") + "; is this a WebSocket server?";
      case LOGIN -> refused.formatted("login");
      default -> BY_CAUSE.get(Cause.CLOSED_BY_SERVER);
    };
  }

  private static String handshake(String status) {
    String meaning =
        BY_HANDSHAKE_STATUS.getOrDefault(status, "check the path, and " + LOOK_AT_SERVER);
    return "the upgrade to WebSocket was answered with HTTP " + status + ": " + meaning;
  }

  private static String idleTimeout(long medianMillis, List<Long> heartbeatMicros) {
    String observed = "closed " + Format.seconds(medianMillis) + " after our last frame; ";
    if (heartbeatMicros.isEmpty()) {
      return observed + "no heartbeats were sent: set a heartbeat interval below that time";
    }
    String beside = "heartbeat interval is " + IntervalText.of(heartbeatMicros);
    return Collections.max(heartbeatMicros) >= medianMillis * 1_000
        ? observed + beside + ": send heartbeats more often than the server's idle timeout"
        : observed
            + beside
            + ", shorter than that, so heartbeats did not leave in time or the server does not "
            + "count them: look at the lateness of heartbeats and at what the server counts as one";
  }
}
