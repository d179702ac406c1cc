package im.stress.report;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.zip.DataFormatException;
import org.HdrHistogram.Histogram;

/** A histogram in {@code counts.json}: HdrHistogram, compressed, Base64. */
final class EncodedHistogram {

  private EncodedHistogram() {}

  /** Grows with the values, so that others can be added; empty when the text can't be read. */
  static Histogram read(JsonNode text) {
    Histogram growing = new Histogram(3);
    try {
      ByteBuffer bytes = ByteBuffer.wrap(Base64.getDecoder().decode(text.asText()));
      if (bytes.hasRemaining()) {
        growing.add(Histogram.decodeFromCompressedByteBuffer(bytes, 0));
      }
    } catch (IllegalArgumentException | DataFormatException | BufferUnderflowException unreadable) {
      return new Histogram(3);
    }
    return growing;
  }
}
