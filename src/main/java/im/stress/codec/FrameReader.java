package im.stress.codec;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import io.netty.buffer.ByteBuf;
import java.io.IOException;
import java.util.List;

/**
 * Reads one JSON object per frame, in one pass, and keeps only the values at the pointers of
 * interest. Of a key that stands twice in an object, the last one counts.
 *
 * <p>Not thread-safe: the bytes and the values are reused from frame to frame.
 */
final class FrameReader {
  /** A frame up to this size is read through a buffer that stays; a larger one has its own. */
  static final int KEPT_BYTES = 64 * 1024;

  private static final int FIRST_BYTES = 1024;
  private static final int MAX_DEPTH = 64;

  /** UTF-8 only (RFC 8259, section 8.1); names that a server makes up are not interned. */
  private static final JsonFactory JSON =
      new JsonFactoryBuilder()
          .disable(JsonFactory.Feature.CHARSET_DETECTION)
          .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
          .streamReadConstraints(StreamReadConstraints.builder().maxNestingDepth(MAX_DEPTH).build())
          .build();

  private final PointerTree.Node root;
  private final FrameValue[] values;
  private byte[] kept = new byte[FIRST_BYTES];

  /** Takes the finished tree of pointers. */
  FrameReader(PointerTree tree) {
    root = tree.root();
    List<String> pointers = tree.pointers();
    values = pointers.stream().map(FrameValue::new).toArray(FrameValue[]::new);
  }

  /** What the last frame had at the pointer of this slot. */
  FrameValue value(int slot) {
    return values[slot];
  }

  /** Bytes that stay allocated between frames. */
  int keptBytes() {
    return kept.length;
  }

  /**
   * Reads from the reader index to the writer index; moves neither.
   *
   * @throws CodecException when that is not exactly one JSON object
   */
  void read(ByteBuf frame) throws CodecException {
    int length = frame.readableBytes();
    byte[] bytes = room(length);
    frame.getBytes(frame.readerIndex(), bytes, 0, length);
    Utf8.requireValid(bytes, length);
    clear(root);
    try (JsonParser parser = JSON.createParser(bytes, 0, length)) {
      readFrame(parser);
    } catch (JsonProcessingException e) {
      int offset = e.getLocation() == null ? 0 : (int) e.getLocation().getByteOffset();
      throw notJson(e.getOriginalMessage(), offset);
    } catch (IOException e) {
      throw notJson(e.toString(), 0);
    }
  }

  private void readFrame(JsonParser parser) throws IOException, CodecException {
    JsonToken first = parser.nextToken();
    if (first != JsonToken.START_OBJECT) {
      throw unexpected("a JSON object", first, parser);
    }
    readObject(parser, root);
    JsonToken next = parser.nextToken();
    if (next != null) {
      throw unexpected("the end of the frame", next, parser);
    }
  }

  private void readObject(JsonParser parser, PointerTree.Node node) throws IOException {
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      PointerTree.Node child = node.field(parser.currentName());
      parser.nextToken();
      readValue(parser, child);
    }
  }

  private void readArray(JsonParser parser, PointerTree.Node node) throws IOException {
    for (int i = 0; parser.nextToken() != JsonToken.END_ARRAY; i++) {
      readValue(parser, node.element(i));
    }
  }

  /** No deeper than the longest pointer: whatever no pointer leads to is skipped. */
  private void readValue(JsonParser parser, PointerTree.Node node) throws IOException {
    if (node == null) {
      parser.skipChildren();
      return;
    }
    clear(node);
    if (node.slot() >= 0) {
      values[node.slot()].take(parser);
    }
    if (parser.currentToken() == JsonToken.START_OBJECT) {
      readObject(parser, node);
    } else if (parser.currentToken() == JsonToken.START_ARRAY) {
      readArray(parser, node);
    }
  }

  /** An earlier value of the same key is void, with all that was in it. */
  private void clear(PointerTree.Node node) {
    if (node.slot() >= 0) {
      values[node.slot()].clear();
    }
    for (int i = 0; i < node.children().size(); i++) {
      clear(node.children().get(i));
    }
  }

  private byte[] room(int length) {
    if (length > KEPT_BYTES) {
      return new byte[length];
    }
    if (length > kept.length) {
      kept = new byte[Math.min(KEPT_BYTES, Integer.highestOneBit(length) * 2)];
    }
    return kept;
  }

  private static CodecException unexpected(String expected, JsonToken got, JsonParser parser) {
    JsonLocation place = got == null ? parser.currentLocation() : parser.currentTokenLocation();
    return new CodecException(
        "expected " + expected + ", got " + nameOf(got), (int) place.getByteOffset());
  }

  private static String nameOf(JsonToken token) {
    if (token == null) {
      return "nothing";
    }
    return switch (token) {
      case START_OBJECT -> "an object";
      case START_ARRAY -> "an array";
      case VALUE_STRING -> "text";
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> "a number";
      default -> token.asString();
    };
  }

  /** Jackson's words, without its note on where an unfinished object began. */
  private static CodecException notJson(String words, int offset) {
    int note = words.indexOf(" (start marker at");
    String kept = note < 0 ? words : words.substring(0, note);
    return new CodecException("expected JSON: " + OneLine.of(kept), offset);
  }
}
