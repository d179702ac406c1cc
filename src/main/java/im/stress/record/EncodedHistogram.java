package im.stress.record;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.Module;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Base64;
import java.util.zip.DataFormatException;
import org.HdrHistogram.AbstractHistogram;
import org.HdrHistogram.Histogram;

/** A histogram in {@code counts.json}: HdrHistogram, compressed, Base64. */
final class EncodedHistogram {
  private EncodedHistogram() {}

  /** For Jackson: how histograms are written and read. */
  static Module module() {
    return new SimpleModule()
        .addSerializer(AbstractHistogram.class, new Writer())
        .addDeserializer(AbstractHistogram.class, new Reader());
  }

  private static final class Writer extends StdSerializer<AbstractHistogram> {
    private static final long serialVersionUID = 1;

    Writer() {
      super(AbstractHistogram.class);
    }

    @Override
    public void serialize(AbstractHistogram histogram, JsonGenerator to, SerializerProvider unused)
        throws IOException {
      ByteBuffer buffer = ByteBuffer.allocate(histogram.getNeededByteBufferCapacity());
      int length = histogram.encodeIntoCompressedByteBuffer(buffer);
      to.writeString(Base64.getEncoder().encodeToString(Arrays.copyOf(buffer.array(), length)));
    }
  }

  private static final class Reader extends StdDeserializer<AbstractHistogram> {
    private static final long serialVersionUID = 1;

    Reader() {
      super(AbstractHistogram.class);
    }

    /** Grows with the values, so that others can be added; empty when the text can't be read. */
    @Override
    public Histogram deserialize(JsonParser from, DeserializationContext unused)
        throws IOException {
      Histogram growing = new Histogram(3);
      try {
        ByteBuffer bytes = ByteBuffer.wrap(Base64.getDecoder().decode(from.getValueAsString("")));
        if (bytes.hasRemaining()) {
          growing.add(Histogram.decodeFromCompressedByteBuffer(bytes, 0));
        }
      } catch (IllegalArgumentException | DataFormatException | BufferUnderflowException e) {
        return new Histogram(3);
      }
      return growing;
    }
  }
}
