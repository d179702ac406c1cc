package im.stress.config;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What a process of a run has to know besides its {@code settings.conf}: secrets, and the values of
 * its users. Goes through a pipe, so that no file, command line or environment has it.
 *
 * @param variables as {@link LoadedSettings#secrets} has them
 * @param columns of the users of the process alone
 */
public record ShardSecrets(Map<String, String> variables, UserColumns columns) {
  private static final JsonFactory JSON = new JsonFactory();

  /** Copies its map. */
  public ShardSecrets {
    variables = Map.copyOf(variables);
  }

  /** Writes all of it, and leaves the stream open. */
  public void writeTo(OutputStream stream) throws IOException {
    JsonGenerator out =
        JSON.createGenerator(stream).disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
    out.writeStartArray();
    out.writeNumber(variables.size());
    for (Map.Entry<String, String> variable : variables.entrySet()) {
      out.writeString(variable.getKey());
      out.writeString(variable.getValue());
    }
    out.writeNumber(columns.firstUser());
    out.writeNumber(columns.names().size());
    for (String name : columns.names()) {
      out.writeString(name);
    }
    out.writeNumber(columns.users());
    for (int row = 0; row < columns.users(); row++) {
      for (int column = 0; column < columns.names().size(); column++) {
        out.writeString(columns.value(columns.firstUser() + row, column));
      }
    }
    out.writeEndArray();
    out.close();
  }

  /**
   * Reads what {@link #writeTo} wrote.
   *
   * @throws IOException when it is not all there, as when the writer is gone
   */
  public static ShardSecrets readFrom(InputStream stream) throws IOException {
    try (JsonParser in = JSON.createParser(stream)) {
      if (in.nextToken() != JsonToken.START_ARRAY) {
        throw new IOException("expected the secrets of the run on standard input, got nothing");
      }
      Map<String, String> variables = new HashMap<>();
      for (int left = number(in); left > 0; left--) {
        variables.put(in.nextTextValue(), in.nextTextValue());
      }
      int firstUser = number(in);
      List<String> names = List.of(texts(in, number(in)));
      List<String[]> rows = new ArrayList<>();
      for (int left = number(in); left > 0; left--) {
        rows.add(texts(in, names.size()));
      }
      return new ShardSecrets(variables, UserColumns.of("", names, firstUser, rows));
    }
  }

  private static int number(JsonParser in) throws IOException {
    in.nextToken();
    return in.getIntValue();
  }

  private static String[] texts(JsonParser in, int count) throws IOException {
    String[] texts = new String[count];
    for (int index = 0; index < count; index++) {
      texts[index] = in.nextTextValue();
    }
    return texts;
  }

  /** Shows names alone. */
  @Override
  public String toString() {
    return "ShardSecrets[" + variables.keySet() + ", " + columns + "]";
  }
}
