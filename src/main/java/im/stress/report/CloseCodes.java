package im.stress.report;

import java.util.Map;

/**
 * What WebSocket close codes mean for a load test: RFC 6455, section 7.4.1, and the IANA registry
 * "WebSocket Close Code Number" for 1012 to 1014 and 3000.
 */
final class CloseCodes {

  private static final Map<String, String> ADVICE =
      Map.ofEntries(
          Map.entry(
              "1000", "the server closed the connection normally, but we had not left: {log}"),
          Map.entry(
              "1001",
              "the server is going away: it was stopped or restarted, or a gateway drained; {log}"),
          Map.entry("1002", "the server saw a protocol error in our frames: check im.codec.format"),
          Map.entry(
              "1003",
              "the server does not take this kind of frame (text or binary): check "
                  + "im.codec.format"),
          Map.entry("1005", "the server closed without a code: {log}"),
          Map.entry(
              "1006",
              "the connection ended without a close frame: the server process died, was "
                  + "overloaded, or a proxy cut it; {log}"),
          Map.entry("1007", "the server could not read our text: check im.codec.format"),
          Map.entry(
              "1008",
              "a policy of the server was broken, often a bad token or too high a rate: check "
                  + "TEST_TOKEN and use a longer message interval"),
          Map.entry("1009", "our frame was too big for the server: lower im.message.size"),
          Map.entry("1011", "the server failed inside: {log}"),
          Map.entry("1012", "the server restarts: run again when it is up (docker ps)"),
          Map.entry(
              "1013",
              "the server is overloaded and asks to come back later: use fewer users or a longer "
                  + "ramp"),
          Map.entry("1014", "a gateway got a bad answer from the server behind it: {log}"),
          Map.entry("1015", "TLS failed: check the certificate (openssl s_client)"),
          Map.entry("3000", "the server asks for a valid login: check TEST_TOKEN"));

  private CloseCodes() {}

  static String advice(String code, String lookAtServer) {
    String advice =
        ADVICE.getOrDefault(
            code, "a close code of the server's own (" + code + "): see its manual; {log}");
    return advice.replace("{log}", lookAtServer);
  }
}
