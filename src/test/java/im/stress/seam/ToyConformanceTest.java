package im.stress.seam;

import static java.nio.charset.StandardCharsets.US_ASCII;

import im.stress.conformance.ConformanceTests;
import im.stress.conformance.PeerScript;
import im.stress.conformance.Subject;
import im.stress.protocol.UserValues;
import java.util.Arrays;
import java.util.List;

/** The toy protocol in the conformance kit: lines, two steps of login, answers without numbers. */
class ToyConformanceTest extends ConformanceTests {
  /** The toy makes texts of all that it reads, several for each message. */
  private static final double SOME_TEXTS = 3_000;

  @Override
  protected Subject subject() {
    return Subject.of(new ToyProtocol.Factory(), new ToyPeer()).allowing(SOME_TEXTS);
  }

  private static final class ToyPeer implements PeerScript {
    private static List<byte[]> say(String... lines) {
      return Arrays.stream(lines).map(line -> line.getBytes(US_ASCII)).toList();
    }

    private static String[] words(byte[] line) {
      return new String(line, US_ASCII).split(" ", -1);
    }

    @Override
    public List<byte[]> login(UserValues user, byte[] request) {
      return answer(request, "WELCOME you", "ALIVE? 1");
    }

    @Override
    public List<byte[]> refusal(UserValues user, byte[] request) {
      return answer(request, "NO who are you");
    }

    private static List<byte[]> answer(byte[] request, String... toTheSecret) {
      return switch (words(request)[0]) {
        case "I" -> say("PROVE 7-");
        case "SECRET" -> say(toTheSecret);
        default -> List.of();
      };
    }

    @Override
    public List<byte[]> ack(UserValues sender, byte[] chat) {
      return say("TAKEN 0");
    }

    @Override
    public List<byte[]> push(UserValues sender, UserValues recipient, byte[] chat) {
      return say("HEAR " + words(chat)[3]);
    }

    @Override
    public List<byte[]> heartbeatAnswer(UserValues user, byte[] heartbeat) {
      return say("BEATEN " + words(heartbeat)[1]);
    }
  }
}
