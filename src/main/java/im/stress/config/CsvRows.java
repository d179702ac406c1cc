package im.stress.config;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.dataformat.csv.CsvFactory;
import com.fasterxml.jackson.dataformat.csv.CsvParser;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;

/** The rows of a CSV file (RFC 4180, UTF-8), one after the other; empty lines are none. */
final class CsvRows implements Closeable {
  private final CsvParser parser;
  private final List<String> fields = new ArrayList<>();
  private int line;

  /** Closes the stream with itself. */
  CsvRows(InputStream stream) throws IOException {
    parser =
        new CsvFactory()
            .enable(CsvParser.Feature.WRAP_AS_ARRAY)
            .enable(CsvParser.Feature.SKIP_EMPTY_LINES)
            .createParser(stream);
    parser.nextToken();
  }

  /**
   * Goes on to the next row.
   *
   * @return whether there is one
   * @throws Malformed when it is no CSV
   */
  boolean next() throws IOException {
    fields.clear();
    try {
      if (parser.nextToken() != JsonToken.START_ARRAY) {
        return false;
      }
      while (parser.nextToken() == JsonToken.VALUE_STRING) {
        if (fields.isEmpty()) {
          line = parser.currentTokenLocation().getLineNr();
        }
        fields.add(parser.getText());
      }
      return true;
    } catch (JsonProcessingException e) {
      throw new Malformed(Math.max(line, parser.currentTokenLocation().getLineNr()), e);
    }
  }

  /** Line at which the row begins, from 1. */
  int line() {
    return line;
  }

  /** The fields of the row. */
  String[] fields() {
    return fields.toArray(String[]::new);
  }

  @Override
  public void close() throws IOException {
    parser.close();
  }

  /** What stands there is no CSV. */
  static final class Malformed extends IOException {
    private static final long serialVersionUID = 1L;

    private final int line;

    Malformed(int line, JsonProcessingException cause) {
      super(cause.getOriginalMessage(), cause);
      this.line = line;
    }

    /** Line of the field that can't be read. */
    int line() {
      return line;
    }
  }
}
