package im.stress.cli;

import java.util.Map;
import java.util.Stack;
import picocli.CommandLine.IParameterPreprocessor;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;

/**
 * Gives {@code --live} its usual address where none follows: what follows may be the number of
 * users, which has no colon.
 */
final class LiveOption implements IParameterPreprocessor {
  /** Loopback, so that nobody on another machine sees it. */
  static final String USUAL = "127.0.0.1:8089";

  /** What the parser says of a value that does not follow an equals sign. */
  private static final String SEPARATE = " ";

  @Override
  public boolean preprocess(
      Stack<String> arguments, CommandSpec command, ArgSpec option, Map<String, Object> found) {
    if (SEPARATE.equals(found.get("separator")) && !addressFollows(arguments)) {
      arguments.push(USUAL);
    }
    return false;
  }

  private static boolean addressFollows(Stack<String> arguments) {
    return !arguments.isEmpty()
        && !arguments.peek().startsWith("-")
        && arguments.peek().contains(":");
  }
}
