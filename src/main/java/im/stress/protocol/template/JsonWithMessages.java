package im.stress.protocol.template;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import im.stress.protocol.body.JsonBytes;
import im.stress.protocol.outbound.Outgoing;
import im.stress.protocol.outbound.Template;
import im.stress.protocol.outbound.Vocabulary;
import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A text of JSON with messages of Protobuf in texts of it, such as {@code "data":"${message |
 * base64}"}; it knows where they are, for a trace. Immutable.
 */
record JsonWithMessages(Template text, List<String> inside) implements Template {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Pattern VALUE = Pattern.compile("\\$\\{([^}]*)}");

  /** By the names of the functions that a decoder takes back, that decoder. */
  private static final Map<String, String> DECODERS =
      Map.of("base64", "base64", "base64url", "base64", "hex", "hex");

  /** Stands for such a message while it is looked for: other values are one digit. */
  private static final String PLACE = "770077";

  @Override
  public void write(Outgoing outgoing, ByteBuf out) {
    text.write(outgoing, out);
  }

  @Override
  public Set<String> names() {
    return text.names();
  }

  /** The template, which knows the messages in it where it has any. */
  static Template of(Template compiled, String text, Vocabulary vocabulary) {
    Map<String, List<String>> wanted = new LinkedHashMap<>();
    String skeleton =
        VALUE
            .matcher(text)
            .replaceAll(
                found -> {
                  List<String> paths = paths(found.group(1).split("\\|"), vocabulary);
                  String place = PLACE + wanted.size();
                  if (paths.isEmpty()) {
                    return "0";
                  }
                  wanted.put(place, paths);
                  return Matcher.quoteReplacement(place);
                });
    if (wanted.isEmpty()) {
      return compiled;
    }
    List<String> inside = new ArrayList<>();
    collect(document(skeleton), JsonPointer.empty(), wanted, inside);
    return new JsonWithMessages(compiled, List.copyOf(inside));
  }

  /** Of a value with its functions: how to what it encodes; empty = that is no message. */
  private static List<String> paths(String[] steps, Vocabulary vocabulary) {
    if (!(vocabulary.single().get(steps[0].strip()) instanceof MessageValue message)) {
      return List.of();
    }
    StringBuilder decoders = new StringBuilder();
    for (int i = steps.length - 1; i > 0; i--) {
      String decoder = DECODERS.get(steps[i].strip());
      if (decoder == null) {
        return List.of();
      }
      decoders.append(decoder).append(" | ");
    }
    return message.template().inside().stream().map(path -> decoders + path).toList();
  }

  private static JsonNode document(String skeleton) {
    byte[] bytes = skeleton.getBytes(StandardCharsets.UTF_8);
    int start = JsonBytes.startOfJson(bytes, 0, bytes.length);
    try {
      return JSON.readTree(new String(bytes, start, bytes.length - start, StandardCharsets.UTF_8));
    } catch (
        JsonProcessingException e) { // a value may be JSON itself; the message is shown as it is
      return JSON.nullNode();
    }
  }

  private static void collect(
      JsonNode node, JsonPointer at, Map<String, List<String>> wanted, List<String> inside) {
    if (node.isTextual()) {
      wanted.getOrDefault(node.textValue(), List.of()).stream()
          .map(path -> at + " | " + path)
          .forEach(inside::add);
    }
    for (Map.Entry<String, JsonNode> field : node.properties()) {
      collect(field.getValue(), at.appendProperty(field.getKey()), wanted, inside);
    }
    for (int i = 0; i < node.size() && node.isArray(); i++) {
      collect(node.get(i), at.appendIndex(i), wanted, inside);
    }
  }
}
