package im.stress.conformance;

import static im.stress.conformance.FaultyProtocol.assertFound;
import static im.stress.conformance.FaultyProtocol.framed;
import static im.stress.conformance.FaultyProtocol.sessions;

import im.stress.channel.Framing;
import im.stress.channel.NumberType;
import im.stress.conformance.FaultyProtocol.Session;
import im.stress.protocol.ProtocolException;
import io.netty.buffer.ByteBuf;
import org.junit.jupiter.api.Test;

/** The kit finds what is wrong in the reading of messages, and says it. */
class MessageFaultsTest {
  @Test
  void a_message_that_is_read_after_its_call() {
    FaultyProtocol late =
        sessions(
            right ->
                new Session(right) {
                  private ByteBuf last;

                  @Override
                  public void frame(ByteBuf message) throws ProtocolException {
                    super.frame(last == null ? message : last);
                    last = message;
                  }
                });

    assertFound(late, ProtocolConformance::acks, "frame(", "expected no reference to a message");
  }

  @Test
  void a_message_that_is_retained() {
    FaultyProtocol keeping =
        sessions(
            right ->
                new Session(right) {
                  @Override
                  public void frame(ByteBuf message) throws ProtocolException {
                    super.frame(message.retain());
                  }
                });

    assertFound(
        keeping, ProtocolConformance::login, "expected no reference kept", "got 2 references");
  }

  @Test
  void a_message_whose_indices_move() {
    FaultyProtocol consuming =
        sessions(
            right ->
                new Session(right) {
                  @Override
                  public void frame(ByteBuf message) throws ProtocolException {
                    super.frame(message);
                    message.skipBytes(1);
                  }
                });

    assertFound(
        consuming, ProtocolConformance::login, "expected the indices of the buffer left", "others");
  }

  @Test
  void a_message_that_is_read_from_index_0() {
    FaultyProtocol absolute =
        sessions(
            right ->
                new Session(right) {
                  @Override
                  public void frame(ByteBuf message) throws ProtocolException {
                    super.frame(message.slice(0, message.readableBytes()));
                  }
                });

    assertFound(
        absolute, ProtocolConformance::login, "expected what the peer says to be read", "checksum");
  }

  @Test
  void a_framing_that_ends_messages_elsewhere() {
    FaultyProtocol halved =
        framed(new Framing.LengthField(0, NumberType.U16, Framing.Counts.AFTER, 2));

    assertFound(halved, ProtocolConformance::login, "frame(2 bytes 0000)");
  }

  @Test
  void lines_for_messages_in_which_a_number_may_be_a_line_feed() {
    FaultyProtocol lines = framed(Framing.LINES);

    assertFound(lines, ProtocolConformance::splits, "expected what the peer says to be read");
  }

  @Test
  void garbage_that_is_read_beyond_its_end() {
    FaultyProtocol trusting =
        sessions(
            right ->
                new Session(right) {
                  @Override
                  public void frame(ByteBuf message) throws ProtocolException {
                    try {
                      super.frame(message);
                    } catch (ProtocolException e) {
                      throw new IndexOutOfBoundsException(e.getMessage());
                    }
                  }
                });

    assertFound(
        trusting,
        ProtocolConformance::garbage,
        "expected nothing but a ProtocolException of garbage",
        "IndexOutOfBoundsException");
  }
}
