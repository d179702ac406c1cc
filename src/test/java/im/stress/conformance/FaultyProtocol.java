package im.stress.conformance;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import im.stress.channel.FrameKind;
import im.stress.channel.Framing;
import im.stress.config.CodecSettings;
import im.stress.example.ChecksumPeer;
import im.stress.example.ChecksumProtocol;
import im.stress.protocol.Chat;
import im.stress.protocol.ImLink;
import im.stress.protocol.ImProtocol;
import im.stress.protocol.ImSession;
import im.stress.protocol.ProtocolContext;
import im.stress.protocol.ProtocolException;
import im.stress.protocol.ProtocolFactory;
import im.stress.protocol.Traits;
import im.stress.protocol.UserValues;
import io.netty.buffer.ByteBuf;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/** The example with a fault: in what its sessions do, or in what its links are told. */
abstract class FaultyProtocol implements ProtocolFactory {
  @Override
  public final ImProtocol create(CodecSettings settings, ProtocolContext context) {
    ImProtocol right = new ChecksumProtocol().create(settings, context);
    return new ImProtocol() {
      @Override
      public Framing framing() {
        return FaultyProtocol.this.framing(right.framing());
      }

      @Override
      public Traits traits() {
        return right.traits();
      }

      @Override
      public ImSession open(UserValues user, ImLink link) {
        ImLink told = link(user, link);
        return session(right.open(user, told), user, told);
      }
    };
  }

  Framing framing(Framing right) {
    return right;
  }

  ImLink link(UserValues user, ImLink link) {
    return link;
  }

  ImSession session(ImSession right, UserValues user, ImLink link) {
    return right;
  }

  /** The check of the kit fails, with these words. */
  static void assertFound(
      FaultyProtocol faulty, Consumer<ProtocolConformance> check, String... words) {
    ProtocolConformance kit = new ProtocolConformance(Subject.of(faulty, new ChecksumPeer()));

    assertThatThrownBy(() -> check.accept(kit))
        .isInstanceOf(AssertionError.class)
        .message()
        .contains(words);
  }

  static FaultyProtocol links(UnaryOperator<ImLink> faulty) {
    return new FaultyProtocol() {
      @Override
      ImLink link(UserValues user, ImLink link) {
        return faulty.apply(link);
      }
    };
  }

  static FaultyProtocol sessions(UnaryOperator<ImSession> faulty) {
    return new FaultyProtocol() {
      @Override
      ImSession session(ImSession right, UserValues user, ImLink link) {
        return faulty.apply(right);
      }
    };
  }

  static FaultyProtocol framed(Framing wrong) {
    return new FaultyProtocol() {
      @Override
      Framing framing(Framing right) {
        return wrong;
      }
    };
  }

  /** Does what another session does. */
  static class Session implements ImSession {
    private final ImSession right;

    Session(ImSession right) {
      this.right = right;
    }

    @Override
    public void opened() {
      right.opened();
    }

    @Override
    public void frame(ByteBuf message) throws ProtocolException {
      right.frame(message);
    }

    @Override
    public void chat(Chat message) {
      right.chat(message);
    }

    @Override
    public void heartbeat(long sequence) {
      right.heartbeat(sequence);
    }

    @Override
    public void closed() {
      right.closed();
    }
  }

  /** Passes on what a session of the example tells. */
  static class Link implements ImLink {
    final ImLink right;

    Link(ImLink right) {
      this.right = right;
    }

    @Override
    public ByteBuf newMessage() {
      return right.newMessage();
    }

    @Override
    public void send(ByteBuf message, FrameKind kind) {
      right.send(message, kind);
    }

    @Override
    public void loggedIn() {
      right.loggedIn();
    }

    @Override
    public void loginRefused(int code, String words) {
      right.loginRefused(code, words);
    }

    @Override
    public void acked(int number, int code) {
      right.acked(number, code);
    }

    @Override
    public void pushed(CharSequence content) {
      right.pushed(content);
    }

    @Override
    public void heartbeatAnswered(long sequence) {
      right.heartbeatAnswered(sequence);
    }

    @Override
    public void joinedGroup(int code) {}

    @Override
    public void ackedOldest(int code) {}

    @Override
    public void ackedUpTo(int number) {}

    @Override
    public void kicked(String words) {}

    @Override
    public void fail(String words) {}
  }
}
