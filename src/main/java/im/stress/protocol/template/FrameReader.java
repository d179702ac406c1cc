package im.stress.protocol.template;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.async.ByteArrayFeeder;
import com.fasterxml.jackson.core.base.ParserBase;
import im.stress.protocol.ProtocolException;
import im.stress.text.OneLine;
import io.netty.buffer.ByteBuf;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.List;

/**
 * Reads one JSON object per frame, in one pass, and keeps only the values at the pointers of
 * interest. Of a key that stands twice in an object, the last one counts.
 *
 * <p>Not thread-safe: the parser, the bytes and the values are reused from frame to frame. A parser
 * for each frame would be the largest allocation of the whole client. So this is Jackson's
 * non-blocking parser, for which one frame after the other is one long input.
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

  /**
   * A parser remembers the names that it has seen. After so much input it is replaced, so that a
   * server that makes up names doesn't fill the memory.
   */
  private static final long BYTES_PER_PARSER = 1 << 20;

  private static final OutputStream NOWHERE = OutputStream.nullOutputStream();

  private final PointerTree.Node root;
  private final FrameValue[] values;
  private byte[] kept = new byte[FIRST_BYTES];
  private ParserBase reused = newParser();
  private long fedBytes;
  private long frameStart;

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
   * @throws ProtocolException when that is not exactly one JSON object
   */
  void read(ByteBuf frame) throws ProtocolException {
    int length = frame.readableBytes();
    byte[] bytes = room(length);
    frame.getBytes(frame.readerIndex(), bytes, 0, length);
    Utf8.requireValid(bytes, length);
    boolean whole = false;
    try {
      whole = readByReused(bytes, length);
    } catch (IOException | ProtocolException e) {
      explain(bytes, length, e);
    } finally {
      if (!whole || fedBytes > BYTES_PER_PARSER) {
        reused = newParser();
        fedBytes = 0;
      }
    }
  }

  /** Leaves the parser at the end of the frame, ready for the next one. */
  private boolean readByReused(byte[] bytes, int length) throws IOException, ProtocolException {
    // This parser counts a token's first byte as read already (NonBlockingJsonParser).
    frameStart = fedBytes + 1;
    fedBytes += length;
    ((ByteArrayFeeder) reused.getNonBlockingInputFeeder()).feedInput(bytes, 0, length);
    readFrame(reused);
    // A number at the end of the frame might go on in the next one, to this parser.
    for (int i = length - reused.releaseBuffered(NOWHERE); i < length; i++) {
      if (!isSpace(bytes[i])) {
        throw unexpected("the end of the frame", JsonToken.NOT_AVAILABLE, reused);
      }
    }
    reused.nextToken();
    return true;
  }

  /** RFC 8259, section 2. */
  private static boolean isSpace(byte octet) {
    return octet == ' ' || octet == '\n' || octet == '\r' || octet == '\t';
  }

  /** Reads the broken frame once more, with the parser that has the better words. */
  private void explain(byte[] bytes, int length, Exception found) throws ProtocolException {
    frameStart = 0;
    try (ParserBase blocking = (ParserBase) JSON.createParser(bytes, 0, length)) {
      readFrame(blocking);
      JsonToken next = blocking.nextToken();
      if (next != null) {
        throw unexpected("the end of the frame", next, blocking);
      }
    } catch (JsonProcessingException e) {
      int offset = e.getLocation() == null ? 0 : (int) e.getLocation().getByteOffset();
      throw notJson(e.getOriginalMessage(), offset);
    } catch (IOException e) {
      throw notJson(e.toString(), 0);
    }
    throw notJson(found.toString(), 0);
  }

  private static ParserBase newParser() {
    try {
      return (ParserBase) JSON.createNonBlockingByteArrayParser();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void readFrame(ParserBase parser) throws IOException, ProtocolException {
    clear(root);
    JsonToken first = parser.nextToken();
    if (first != JsonToken.START_OBJECT) {
      throw unexpected("a JSON object", first, parser);
    }
    readObject(parser, root);
  }

  private void readObject(ParserBase parser, PointerTree.Node node)
      throws IOException, ProtocolException {
    while (nextWithinFrame(parser) == JsonToken.FIELD_NAME) {
      PointerTree.Node child = node.field(parser.currentName());
      nextWithinFrame(parser);
      readValue(parser, child);
    }
  }

  private void readArray(ParserBase parser, PointerTree.Node node)
      throws IOException, ProtocolException {
    for (int i = 0; nextWithinFrame(parser) != JsonToken.END_ARRAY; i++) {
      readValue(parser, node.element(i));
    }
  }

  private JsonToken nextWithinFrame(ParserBase parser) throws IOException, ProtocolException {
    JsonToken token = parser.nextToken();
    if (token == JsonToken.NOT_AVAILABLE) {
      throw unexpected("more", token, parser);
    }
    return token;
  }

  /** No deeper than the longest pointer: whatever no pointer leads to is skipped. */
  private void readValue(ParserBase parser, PointerTree.Node node)
      throws IOException, ProtocolException {
    if (node == null) {
      parser.skipChildren();
      return;
    }
    clear(node);
    if (node.slot() >= 0) {
      values[node.slot()].take(parser, (int) (parser.getTokenCharacterOffset() - frameStart));
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

  private static ProtocolException unexpected(String expected, JsonToken got, JsonParser parser) {
    JsonLocation place = got == null ? parser.currentLocation() : parser.currentTokenLocation();
    return new ProtocolException(
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
  private static ProtocolException notJson(String words, int offset) {
    int note = words.indexOf(" (start marker at");
    String kept = note < 0 ? words : words.substring(0, note);
    return new ProtocolException("expected JSON: " + OneLine.of(kept), offset);
  }
}
