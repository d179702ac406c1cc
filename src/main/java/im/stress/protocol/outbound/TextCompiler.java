package im.stress.protocol.outbound;

import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Compiles texts with {@code ${value | function}} in them. Functions stand after the value, each
 * applied to what came before; {@code min(a, b)} and {@code max(a, b)} are values as well.
 */
public final class TextCompiler {
  private static final Pattern EXPRESSION = Pattern.compile("\\$\\{([^}]*)(}?)");
  private static final Pattern PAIR =
      Pattern.compile("(min|max)\\(\\s*([^,()]+?)\\s*,\\s*([^,()]+?)\\s*\\)");

  private final Vocabulary vocabulary;
  private final Escape escape;

  /** What values become where they stand in a text. */
  public enum Escape {
    /** They stay as they are. */
    NONE,
    /** As JSON has them between quotes. */
    JSON,
    /** As a path of a URL has them between slashes. */
    URL
  }

  /** Compiles for one kind of message. */
  public TextCompiler(Vocabulary vocabulary, Escape escape) {
    this.vocabulary = vocabulary;
    this.escape = escape;
  }

  /**
   * Compiles a text.
   *
   * @throws IllegalArgumentException when there is no such value or function
   */
  public Template compile(String text) {
    List<Value> pieces = new ArrayList<>();
    Set<String> names = new HashSet<>();
    Matcher matcher = EXPRESSION.matcher(text);
    int literalFrom = 0;
    while (matcher.find()) {
      addLiteral(text.substring(literalFrom, matcher.start()), pieces);
      if (matcher.group(2).isEmpty()) {
        throw new IllegalArgumentException("expected } after " + matcher.group());
      }
      pieces.add(escaped(expression(matcher.group(1).strip(), names)));
      literalFrom = matcher.end();
    }
    addLiteral(text.substring(literalFrom), pieces);
    return new Template.Text(List.copyOf(pieces), Set.copyOf(names));
  }

  private Value expression(String text, Set<String> names) {
    String[] steps = text.split("\\|", -1);
    Value value = source(steps[0].strip(), names);
    for (int i = 1; i < steps.length; i++) {
      value = function(steps[i].strip()).of(value);
    }
    return value;
  }

  private Value source(String name, Set<String> names) {
    Matcher pair = PAIR.matcher(name);
    if (pair.matches()) {
      Value first = source(pair.group(2), names);
      Value second = source(pair.group(3), names);
      return new Chosen(first, second, pair.group(1).equals("min"));
    }
    names.add(name);
    return vocabulary.value(name);
  }

  private static Function function(String name) {
    return Function.named(name)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "no function %s; expected base64, base64url, hex, md5, sha256, urlencode or json"
                        .formatted(name)));
  }

  private Value escaped(Value value) {
    return switch (escape) {
      case NONE -> value;
      case JSON -> value.inJson();
      case URL -> Function.URLENCODE.of(value);
    };
  }

  private static void addLiteral(String text, List<Value> pieces) {
    if (!text.isEmpty()) {
      byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
      pieces.add((outgoing, out) -> out.writeBytes(bytes));
    }
  }

  /** The smaller or the larger of two texts, in the order of their bytes. */
  private record Chosen(Value first, Value second, boolean smaller) implements Value {
    @Override
    public void write(Outgoing outgoing, ByteBuf out) {
      ByteBuf one = outgoing.scratch().lend();
      ByteBuf other = outgoing.scratch().lend();
      try {
        first.write(outgoing, one);
        second.write(outgoing, other);
        boolean oneFirst = one.compareTo(other) <= 0;
        out.writeBytes(oneFirst == smaller ? one : other);
      } finally {
        outgoing.scratch().giveBack();
        outgoing.scratch().giveBack();
      }
    }

    @Override
    public boolean isPlain() {
      return first.isPlain() && second.isPlain();
    }
  }
}
