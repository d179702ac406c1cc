package im.stress.protocol.protobuf;

import com.squareup.wire.schema.Location;
import im.stress.text.OneLine;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Makes one line of what the library says about a {@code .proto} file: file, line, words. */
final class WireErrors {
  private static final Pattern SYNTAX =
      Pattern.compile("Syntax error in (?<file>.+?):(?<line>\\d+):\\d+: (?<words>.+)");
  private static final Pattern GROUP =
      Pattern.compile("(?<file>.+?):(?<line>\\d+):\\d+: 'group' is not supported");
  private static final Pattern IMPORT =
      Pattern.compile(
          "unable to find (?<import>\\S+)\n +searching \\d+ proto paths:\n(?<folders>(?:    .+\n?)*)"
              + "(?: +for file (?<file>.+))?");

  /** Where the error stands, after its words. */
  private static final Pattern CONTEXT =
      Pattern.compile(
          "(?<words>(?s:.+?))\n +for (?<what>\\w+ \\S+) \\((?<file>.+?):(?<line>\\d+):\\d+\\)");

  /** Every further error begins in the first column; the first one is told. */
  private static final Pattern FURTHER = Pattern.compile("\n(?=\\S)(?s:.*)");

  private static final Pattern COLUMN = Pattern.compile("(:\\d+):\\d+");

  private WireErrors() {}

  static IllegalArgumentException inOneLine(Exception thrown) {
    String all = thrown.getMessage() == null ? thrown.toString() : thrown.getMessage();
    return new IllegalArgumentException(
        OneLine.of(words(FURTHER.matcher(all).replaceFirst(""))).strip(), thrown);
  }

  static IllegalArgumentException ofTwo(String name, Location place, Location other) {
    String words = place + ": " + name + " is already defined at " + other;
    return new IllegalArgumentException(COLUMN.matcher(words).replaceAll("$1"));
  }

  private static String words(String error) {
    Matcher syntax = SYNTAX.matcher(error);
    if (syntax.matches()) {
      return place(syntax) + ofSyntax(syntax.group("words"));
    }
    Matcher group = GROUP.matcher(error);
    if (group.matches()) {
      return place(group) + "groups are not supported; expected a field of a message type";
    }
    Matcher missing = IMPORT.matcher(error);
    if (missing.matches()) {
      String file = missing.group("file") == null ? "" : missing.group("file") + ": ";
      String folders = missing.group("folders").strip().replaceAll("\n +", ", ");
      return file + "missing import " + missing.group("import") + "; expected it in " + folders;
    }
    Matcher context = CONTEXT.matcher(error);
    if (context.lookingAt()) {
      return place(context) + ofContext(context.group("words"), context.group("what"));
    }
    return COLUMN.matcher(error).replaceAll("$1");
  }

  private static String place(Matcher found) {
    return found.group("file") + ":" + found.group("line") + ": ";
  }

  private static String ofSyntax(String words) {
    if (words.startsWith("edition") || words.startsWith("unexpected syntax")) {
      return "expected syntax = \"proto2\" or \"proto3\"; editions are not supported";
    }
    return words.replace(" but was ", ", got ");
  }

  private static String ofContext(String words, String what) {
    String unknown = "unable to resolve ";
    if (words.startsWith(unknown)) {
      String name = words.substring(unknown.length());
      return "unknown type " + name + " (" + what + "); expected one of this file or of an import";
    }
    return COLUMN.matcher(words).replaceAll("$1") + " (" + what + ")";
  }
}
