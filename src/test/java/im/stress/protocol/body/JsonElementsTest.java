package im.stress.protocol.body;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import im.stress.protocol.ProtocolException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The elements of JSON are those that Jackson's tree has. */
class JsonElementsTest {
  private static final long SEED = 8259;
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final List<String> NAMES = List.of("a", "b", "0", "1", "*", "x/y", "\u00e4", "");
  private static final List<String> TEXTS =
      List.of("", "]}", "\\", "\"", "[1,{\"a\":2}]", "\u00e4\n");

  private final Random random = new Random(SEED);

  @Test
  void elements_of_random_documents() throws IOException, ProtocolException {
    int found = 0;
    for (int i = 0; i < 20_000; i++) {
      JsonNode document = container(0);
      List<String> steps = steps();
      String pointer = pointer(steps);
      List<JsonNode> expected = expected(document, steps);
      assertThat(elements(document, pointer)).as("%s of %s", pointer, document).isEqualTo(expected);
      found += expected.size();
    }
    assertThat(found).isGreaterThan(10_000);
  }

  private JsonNode value(int depth) {
    return switch (random.nextInt(depth > 4 ? 5 : 8)) {
      case 0 -> MAPPER.getNodeFactory().numberNode(random.nextInt(2000) - 1000);
      case 1 -> MAPPER.getNodeFactory().booleanNode(random.nextBoolean());
      case 2 -> MAPPER.getNodeFactory().nullNode();
      case 3 -> MAPPER.getNodeFactory().numberNode(random.nextInt() * 1.5e10);
      case 4 -> MAPPER.getNodeFactory().textNode(TEXTS.get(random.nextInt(TEXTS.size())));
      default -> container(depth);
    };
  }

  private JsonNode container(int depth) {
    int size = random.nextInt(4);
    if (random.nextBoolean()) {
      ArrayNode array = MAPPER.createArrayNode();
      for (int i = 0; i < size; i++) {
        array.add(value(depth + 1));
      }
      return array;
    }
    ObjectNode object = MAPPER.createObjectNode();
    for (int i = 0; i < size; i++) {
      object.set(NAMES.get(random.nextInt(NAMES.size())), value(depth + 1));
    }
    return object;
  }

  private List<String> steps() {
    List<String> steps = new ArrayList<>(List.of("*"));
    for (int i = random.nextInt(3); i > 0; i--) {
      String step = random.nextBoolean() ? "*" : NAMES.get(random.nextInt(NAMES.size()));
      steps.add(random.nextInt(steps.size() + 1), step);
    }
    return steps;
  }

  private static String pointer(List<String> steps) {
    StringBuilder pointer = new StringBuilder();
    steps.forEach(step -> pointer.append('/').append(step.replace("/", "~1")));
    return pointer.toString();
  }

  private static List<JsonNode> expected(JsonNode document, List<String> steps) {
    List<JsonNode> nodes = List.of(document);
    for (String step : steps) {
      List<JsonNode> next = new ArrayList<>();
      for (JsonNode node : nodes) {
        if (step.equals("*")) {
          node.forEach(next::add);
        } else if (node.isObject() && node.has(step)) {
          next.add(node.get(step));
        } else if (node.isArray() && step.matches("[01]") && node.has(Integer.parseInt(step))) {
          next.add(node.get(Integer.parseInt(step)));
        }
      }
      nodes = next;
    }
    return nodes;
  }

  /** Of the document among other bytes, written with white space or without. */
  private List<JsonNode> elements(JsonNode document, String pointer)
      throws IOException, ProtocolException {
    String json =
        random.nextBoolean()
            ? document.toString()
            : document.toPrettyString().replace("\n", "\r\n\t");
    byte[] bytes = ("\"}]" + json + "]}\"").getBytes(StandardCharsets.UTF_8);
    List<JsonNode> found = new ArrayList<>();
    List<String> texts = new ArrayList<>();
    JsonFormat.JSON
        .elements(pointer)
        .newWalker(
            (array, start, end) ->
                texts.add(new String(array, start, end - start, StandardCharsets.UTF_8)))
        .walk(bytes, 3, bytes.length - 3);
    for (String text : texts) {
      found.add(MAPPER.readTree(text));
    }
    return found;
  }
}
