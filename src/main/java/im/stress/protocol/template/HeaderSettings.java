package im.stress.protocol.template;

import im.stress.channel.NumberType;
import im.stress.protocol.body.Header;
import im.stress.protocol.body.Header.Counts;
import im.stress.protocol.outbound.Template;
import im.stress.protocol.outbound.TextCompiler;
import im.stress.protocol.outbound.TextCompiler.Escape;
import im.stress.protocol.outbound.Vocabulary;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The list {@code header}: fields in order, each with a name, a type, and a value unless it is a
 * length.
 */
final class HeaderSettings {
  private static final String NAME = "name";
  private static final String TYPE = "type";
  private static final String VALUE = "value";
  private static final String IS = "is";
  private static final Map<String, Counts> LENGTHS = new LinkedHashMap<>();

  static {
    LENGTHS.put("whole-length", Counts.WHOLE);
    LENGTHS.put("body-length", Counts.BODY);
    LENGTHS.put("header-length", Counts.HEADER);
  }

  private final Header header;
  private final List<SettingsBlock> blocks;

  private HeaderSettings(Header header, List<SettingsBlock> blocks) {
    this.header = header;
    this.blocks = blocks;
  }

  /** Reads and checks it; null where there is none. */
  static HeaderSettings read(SettingsBlock template, String key) {
    List<SettingsBlock> blocks = template.blocks(key);
    if (blocks.isEmpty()) {
      return null;
    }
    List<Header.Field> fields = blocks.stream().map(HeaderSettings::field).toList();
    Set<String> names = new HashSet<>();
    for (int i = 0; i < fields.size(); i++) {
      if (!names.add(fields.get(i).name())) {
        throw blocks.get(i).error(NAME, "expected another name, got one for the second time");
      }
    }
    return new HeaderSettings(new Header(fields), blocks);
  }

  private static Header.Field field(SettingsBlock block) {
    block.allowOnly(List.of(NAME, TYPE, VALUE, IS));
    String name = block.text(NAME).orElseThrow(() -> block.error(NAME, "expected a name"));
    String type = block.text(TYPE).orElse("nothing");
    NumberType number =
        NumberType.named(type)
            .orElseThrow(
                () ->
                    block.error(
                        TYPE,
                        "expected one of %s, got %s"
                            .formatted(String.join(", ", NumberType.names()), type)));
    if (block.value(IS).isEmpty()) {
      return new Header.Field(name, number, null);
    }
    if (block.value(VALUE).isPresent()) {
      throw block.error(VALUE, "expected value or is, got both");
    }
    return new Header.Field(name, number, block.choice(IS, LENGTHS));
  }

  Header header() {
    return header;
  }

  /** The values of one message, in order; a field without one takes that of the list, or 0. */
  List<Template> values(SettingsBlock given, Vocabulary vocabulary) {
    given.allowOnly(
        header.fields().stream()
            .filter(field -> field.counts() == null)
            .map(Header.Field::name)
            .toList());
    List<Template> values = new ArrayList<>();
    for (int i = 0; i < blocks.size(); i++) {
      Header.Field field = header.fields().get(i);
      if (field.counts() != null) {
        values.add(null);
      } else if (given.value(field.name()).isPresent()) {
        values.add(value(given, field.name(), vocabulary));
      } else {
        values.add(value(blocks.get(i), VALUE, vocabulary));
      }
    }
    return values;
  }

  /** A whole number, or a text with a value in it. */
  private static Template value(SettingsBlock block, String key, Vocabulary vocabulary) {
    String text = block.scalar(key).orElse("0");
    if (!text.matches("\\d{1,18}|\\$\\{[^}]*}")) {
      throw block.error(key, "expected a whole number or \"${…}\", got \"" + text + '"');
    }
    return block.checked(key, () -> new TextCompiler(vocabulary, Escape.NONE).compile(text));
  }
}
