package im.stress.framing;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/** Bytes that a splitter reads in pieces, as a decoder that keeps what is unread shows them. */
final class Stream {
  private final byte[] bytes;

  private Stream(byte[] bytes) {
    this.bytes = bytes;
  }

  /** A character is a byte. */
  static Stream of(String latin1) {
    return new Stream(latin1.getBytes(ISO_8859_1));
  }

  /** The messages, as Latin-1, of a stream that comes in these reads. */
  List<String> split(Splitter splitter, int... cuts) throws FramingException {
    List<String> messages = new ArrayList<>();
    ByteBuf received = Unpooled.buffer();
    int from = 0;
    for (int cut : cuts) {
      read(splitter, received.writeBytes(bytes, from, cut - from), messages);
      from = cut;
    }
    read(splitter, received.writeBytes(bytes, from, bytes.length - from), messages);
    return messages;
  }

  private static void read(Splitter splitter, ByteBuf received, List<String> messages)
      throws FramingException {
    for (int length = splitter.next(received);
        length != Splitter.NOT_YET;
        length = splitter.next(received)) {
      messages.add(received.readCharSequence(length, ISO_8859_1).toString());
    }
    received.discardReadBytes();
  }

  /** However it is cut in three, or into single bytes, it has these messages. */
  void hasWhereverItIsCut(List<String> messages, Supplier<? extends Splitter> splitters)
      throws FramingException {
    for (int first = 0; first <= bytes.length; first++) {
      for (int second = first; second <= bytes.length; second++) {
        assertThat(split(splitters.get(), first, second)).isEqualTo(messages);
      }
    }
    assertThat(split(splitters.get(), eachByte())).isEqualTo(messages);
  }

  private int[] eachByte() {
    return IntStream.range(0, bytes.length).toArray();
  }

  /** Wherever it is cut in two, it is refused with this text and at this place. */
  void isRefusedWith(String message, long offset, Supplier<? extends Splitter> splitters) {
    for (int cut = 0; cut <= bytes.length; cut++) {
      int at = cut;
      FramingException refused =
          catchThrowableOfType(FramingException.class, () -> split(splitters.get(), at));
      assertThat(refused).hasMessage(message);
      assertThat(refused.offset()).isEqualTo(offset);
    }
  }

  /** Of 100,000 random streams each is split, or refused at a place within it. */
  static void fuzz(Supplier<? extends Splitter> splitters, byte[] likely) {
    Random random = new Random(1);
    int refused = 0;
    for (int round = 0; round < 100_000; round++) {
      byte[] bytes = new byte[random.nextInt(40)];
      random.nextBytes(bytes);
      for (int i = 0; i < bytes.length; i++) {
        bytes[i] = random.nextBoolean() ? likely[random.nextInt(likely.length)] : bytes[i];
      }
      refused += isRefused(new Stream(bytes), splitters.get(), random) ? 1 : 0;
    }
    assertThat(refused).isBetween(100, 99_900);
  }

  private static boolean isRefused(Stream stream, Splitter splitter, Random random) {
    try {
      stream.split(splitter, random.nextInt(stream.bytes.length + 1));
      return false;
    } catch (FramingException e) {
      assertThat(e.offset()).isBetween(0L, (long) stream.bytes.length);
      return true;
    }
  }
}
