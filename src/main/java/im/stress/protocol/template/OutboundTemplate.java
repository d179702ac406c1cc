package im.stress.protocol.template;

import im.stress.config.SettingsException;
import im.stress.protocol.ProtocolException;
import im.stress.protocol.body.JsonFormat;
import im.stress.protocol.body.PointerTree;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One outbound template, cut into literal bytes and variables. Safe on any thread. */
final class OutboundTemplate {
  private static final Pattern VARIABLE = Pattern.compile("\\$\\{([^}]*)}?");

  private final List<Piece> pieces;
  private final Set<String> used;

  private OutboundTemplate(List<Piece> pieces, Set<String> used) {
    this.pieces = List.copyOf(pieces);
    this.used = Set.copyOf(used);
  }

  /**
   * Compiles the template under {@code name} and tries it.
   *
   * @param variables what this template may use
   * @param samples values to fill it in with: the results have to be JSON
   * @throws SettingsException when the template is missing or can't be used
   */
  static OutboundTemplate compile(
      SettingsBlock outbound,
      String name,
      Map<String, Piece> variables,
      List<TemplateValues> samples) {
    String text =
        outbound
            .text(name)
            .orElseThrow(() -> outbound.error(name, "expected a template, got nothing"));
    List<Piece> pieces = new ArrayList<>();
    Set<String> used = new HashSet<>();
    Matcher matcher = VARIABLE.matcher(text);
    int literalFrom = 0;
    while (matcher.find()) {
      addLiteral(text.substring(literalFrom, matcher.start()), pieces);
      Piece variable = variables.get(matcher.group(1));
      if (variable == null) {
        throw outbound.error(name, noSuchVariable(matcher.group(), variables.keySet()));
      }
      pieces.add(variable);
      used.add(matcher.group(1));
      literalFrom = matcher.end();
    }
    addLiteral(text.substring(literalFrom), pieces);
    OutboundTemplate template = new OutboundTemplate(pieces, used);
    samples.forEach(sample -> template.requireJson(sample, outbound, name, text));
    return template;
  }

  /** Appends the bytes of one message. */
  void write(TemplateValues values, ByteBuf out) {
    for (int i = 0; i < pieces.size(); i++) {
      pieces.get(i).write(values, out);
    }
  }

  /** Whether the template contains this variable. */
  boolean uses(String variable) {
    return used.contains(variable);
  }

  private static void addLiteral(String text, List<Piece> pieces) {
    if (!text.isEmpty()) {
      byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
      pieces.add((values, out) -> out.writeBytes(bytes));
    }
  }

  private static String noSuchVariable(String variable, Set<String> expected) {
    StringBuilder names = new StringBuilder();
    new TreeSet<>(expected).forEach(name -> names.append(" ${").append(name).append('}'));
    return "no variable " + variable + " here; expected" + names;
  }

  /** The error shows the template, never the filled-in text: that may hold the token. */
  private void requireJson(
      TemplateValues sample, SettingsBlock outbound, String name, String text) {
    ByteBuf filled = Unpooled.buffer();
    write(sample, filled);
    try {
      JsonFormat.JSON.newReader(new PointerTree()).read(filled.array(), 0, filled.writerIndex());
    } catch (ProtocolException e) {
      throw outbound.error(
          name,
          ("expected a JSON object once the variables are filled in, got an error at byte %d of %s;"
                  + " text needs quotes around its ${…}")
              .formatted(e.offset(), text.strip()));
    }
  }

  /** Writes one piece of a frame. */
  @FunctionalInterface
  interface Piece {
    /** Appends this piece's bytes. */
    void write(TemplateValues values, ByteBuf out);
  }
}
