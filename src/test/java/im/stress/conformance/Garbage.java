package im.stress.conformance;

import im.stress.channel.Framing;
import im.stress.framing.FramingException;
import im.stress.protocol.ImProtocol;
import im.stress.protocol.ProtocolException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/**
 * Messages that nobody means: random bytes, and the peer's own with faults. They reach a session as
 * its framing would let them through. Half of them come before the login is answered.
 */
final class Garbage {
  private static final int MESSAGES = 20_000;
  private static final int LONGEST = 64;

  /** The same garbage each time. */
  private static final long SEED = 20_000;

  /** A session that has seen so much is replaced, so that most faults meet a fresh one. */
  private static final int FOR_ONE_SESSION = 50;

  private final Random random = new Random(SEED);
  private final Subject subject;
  private final ImProtocol protocol;
  private final Wire wire;
  private final int user;
  private final List<byte[]> samples = new ArrayList<>();
  private Dialogue dialogue;
  private int seen = FOR_ONE_SESSION;

  Garbage(Subject subject, int user) {
    this.subject = subject;
    this.user = user;
    protocol = subject.protocol();
    wire = new Wire(protocol.framing());
  }

  void check() {
    collectSamples();
    for (int i = 0; i < MESSAGES; i++) {
      if (seen >= FOR_ONE_SESSION) {
        startAnew(i % 2 == 0);
      }
      seen++;
      show(wire.asOneMessage(i % 4 == 0 ? anything() : faulty()));
    }
    afterwards();
  }

  /** What the server says to a user who does everything. */
  private void collectSamples() {
    Story story = new Story(subject.keeping(samples), protocol, user, 0, Cut.NOWHERE);
    story.login();
    story.everythingAtOnce();
    story.dialogue.close(false);
  }

  private void startAnew(boolean loggedIn) {
    if (dialogue != null) {
      dialogue.close(false);
    }
    Story story = new Story(subject, protocol, user, 0, Cut.NOWHERE);
    if (loggedIn) {
      story.login();
      story.sendChats();
    } else {
      story.open();
    }
    dialogue = story.dialogue;
    seen = 0;
  }

  private void show(byte[] message) {
    try {
      if (protocol.framing() instanceof Framing.Json || isDelimited()) {
        dialogue.hears(wire.bytesOf(message));
      } else {
        dialogue.hearsWhole(message);
      }
    } catch (ProtocolException | FramingException e) {
      // A run ends the connection then, but in the framing of WebSocket.
      seen = wire.isStream() ? FOR_ONE_SESSION : seen;
    }
  }

  private boolean isDelimited() {
    return protocol.framing() instanceof Framing.Delimited;
  }

  private byte[] anything() {
    byte[] bytes = new byte[random.nextInt(LONGEST)];
    random.nextBytes(bytes);
    return bytes;
  }

  private byte[] faulty() {
    byte[] message = samples.get(random.nextInt(samples.size())).clone();
    for (int faults = 1 + random.nextInt(3); faults > 0 && message.length > 0; faults--) {
      message = withFault(message, random.nextInt(message.length));
    }
    return message;
  }

  private byte[] withFault(byte[] message, int at) {
    switch (random.nextInt(5)) {
      case 0 -> message[at] ^= (byte) (1 << random.nextInt(Byte.SIZE));
      case 1 -> message[at] = (byte) random.nextInt();
      // Lengths and numbers of several bytes become as large as they can be, or negative.
      case 2 -> Arrays.fill(message, at, Math.min(message.length, at + 4), (byte) -1);
      case 3 -> {
        return Arrays.copyOf(message, at);
      }
      default -> {
        byte[] longer = Arrays.copyOf(message, message.length + 1 + random.nextInt(LONGEST));
        System.arraycopy(
            message, at, longer, longer.length - (message.length - at), message.length - at);
        return longer;
      }
    }
    return message;
  }

  /** On the same thread, all is as before. */
  private void afterwards() {
    dialogue.close(false);
    new Story(subject, protocol, user, 0, Cut.NOWHERE).whole();
  }
}
