package im.stress.protocol.body;

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
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;

/**
 * Reads one JSON object, array or text per body, in one pass, and keeps only the values at the
 * pointers of interest. Of a key that stands twice in an object, the last one counts.
 *
 * <p>Not thread-safe: the parser and the values are reused from body to body. A parser for each
 * body would be the largest allocation of the whole client. So this is Jackson's non-blocking
 * parser, for which one body after the other is one long input.
 */
final class JsonReader implements BodyReader {
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
  private final BodyValue[] values;
  private ParserBase reused = newParser();
  private long fedBytes;

  /** What the token offsets of the parser count from. */
  private long countedFrom;

  private byte[] bytes = new byte[0];
  private int bodyStart;
  private int bodyEnd;

  /** The values of a broken body don't matter, and this parser can't be asked where it stands. */
  private boolean explaining;

  /** Takes the finished tree of pointers. */
  JsonReader(PointerTree tree) {
    root = tree.root();
    values = tree.pointers().stream().map(BodyValue::new).toArray(BodyValue[]::new);
  }

  @Override
  public BodyValue value(int slot) {
    return values[slot];
  }

  /** {@inheritDoc} A body is exactly one JSON object, array or text. */
  @Override
  public void read(byte[] newBytes, int start, int end) throws ProtocolException {
    bytes = newBytes;
    bodyStart = start;
    bodyEnd = end;
    Utf8.requireValid(bytes, start, end);
    boolean whole = false;
    try {
      whole = readByReused();
    } catch (IOException | ProtocolException e) {
      explain(e);
    } finally {
      if (!whole || fedBytes > BYTES_PER_PARSER) {
        reused = newParser();
        fedBytes = 0;
      }
    }
  }

  /** Leaves the parser at the end of the body, ready for the next one. */
  private boolean readByReused() throws IOException, ProtocolException {
    // This parser counts a token's first byte as read already (NonBlockingJsonParser).
    countedFrom = fedBytes + 1;
    fedBytes += bodyEnd - bodyStart;
    ((ByteArrayFeeder) reused.getNonBlockingInputFeeder()).feedInput(bytes, bodyStart, bodyEnd);
    readBody(reused);
    // A number at the end of the body might go on in the next one, to this parser.
    for (int i = position(reused); i < bodyEnd; i++) {
      if (!JsonBytes.isSpace(bytes[i])) {
        throw unexpected("the end of the message", JsonToken.NOT_AVAILABLE, reused);
      }
    }
    reused.nextToken();
    return true;
  }

  /** Index after the last byte that the parser has read. */
  private int position(ParserBase parser) throws IOException {
    return bodyEnd - parser.releaseBuffered(NOWHERE);
  }

  /** Reads the broken body once more, with the parser that has the better words. */
  private void explain(Exception found) throws ProtocolException {
    explaining = true;
    try (ParserBase blocking =
        (ParserBase) JSON.createParser(bytes, bodyStart, bodyEnd - bodyStart)) {
      readBody(blocking);
      JsonToken next = blocking.nextToken();
      if (next != null) {
        throw unexpected("the end of the message", next, blocking);
      }
    } catch (JsonProcessingException e) {
      int offset = e.getLocation() == null ? 0 : (int) e.getLocation().getByteOffset();
      throw notJson(e.getOriginalMessage(), offset);
    } catch (IOException e) {
      throw notJson(e.toString(), 0);
    } finally {
      explaining = false;
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

  private void readBody(ParserBase parser) throws IOException, ProtocolException {
    clear(root);
    JsonToken first = parser.nextToken();
    if (first != JsonToken.START_OBJECT
        && first != JsonToken.START_ARRAY
        && first != JsonToken.VALUE_STRING) {
      throw unexpected("a JSON object, array or text", first, parser);
    }
    readValue(parser, root);
  }

  private void readObject(ParserBase parser, PointerTree.Node node)
      throws IOException, ProtocolException {
    while (nextWithinBody(parser) == JsonToken.FIELD_NAME) {
      PointerTree.Node child = node.field(parser.currentName());
      nextWithinBody(parser);
      readValue(parser, child);
    }
  }

  private void readArray(ParserBase parser, PointerTree.Node node)
      throws IOException, ProtocolException {
    for (int i = 0; nextWithinBody(parser) != JsonToken.END_ARRAY; i++) {
      readValue(parser, node.element(i));
    }
  }

  private JsonToken nextWithinBody(ParserBase parser) throws IOException, ProtocolException {
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
    boolean wanted = node.slot() >= 0 && !explaining;
    int offset = !wanted ? 0 : (int) (parser.getTokenCharacterOffset() - countedFrom);
    switch (parser.currentToken()) {
      case START_OBJECT -> {
        readObject(parser, node);
        if (wanted) {
          container(parser, values[node.slot()], offset);
        }
      }
      case START_ARRAY -> {
        readArray(parser, node);
        if (wanted) {
          container(parser, values[node.slot()], offset);
        }
      }
      default -> {
        if (wanted) {
          scalar(parser, values[node.slot()], offset);
        }
      }
    }
  }

  private void container(ParserBase parser, BodyValue value, int offset) throws IOException {
    int start = bodyStart + offset;
    int end = position(parser);
    boolean empty = true;
    for (int i = start + 1; empty && i < end - 1; i++) {
      empty = JsonBytes.isSpace(bytes[i]);
    }
    value.setContainer(bytes, start, end, empty, offset);
  }

  private void scalar(ParserBase parser, BodyValue value, int offset) throws IOException {
    switch (parser.currentToken()) {
      case VALUE_STRING -> text(parser, value, offset);
      case VALUE_TRUE, VALUE_FALSE ->
          value.setTruth(parser.currentToken() == JsonToken.VALUE_TRUE, offset);
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> {
        parser.getText(value.beginNumber(offset));
        value.endNumber();
      }
      default -> value.clear();
    }
  }

  /** A text without escapes is what stands between its quotes. */
  private void text(ParserBase parser, BodyValue value, int offset) throws IOException {
    int start = bodyStart + offset + 1;
    int end = position(parser) - 1;
    for (int i = start; i < end; i++) {
      if (bytes[i] == '\\') {
        parser.getText(value.beginText());
        value.endText(offset);
        return;
      }
    }
    value.setText(bytes, start, end, offset);
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
