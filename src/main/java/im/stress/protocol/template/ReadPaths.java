package im.stress.protocol.template;

import im.stress.protocol.ProtocolException;
import im.stress.protocol.inbound.Condition;
import im.stress.protocol.inbound.InboundMessage;
import im.stress.protocol.inbound.Path;
import im.stress.protocol.template.LoginStep.Expectation;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;

/** Where a preset looks into a message that came; for a trace. */
record ReadPaths(Preset preset) {

  /** The paths of the answer to the login that it is, and of what it is after the login. */
  List<Path> of(InboundMessage message) throws ProtocolException {
    List<Path> paths = new ArrayList<>();
    for (LoginStep step : preset.login()) {
      if (step.isAnsweredBy(message)) {
        add(step.expect(), paths);
      }
    }
    int found = preset.matchers().find(message);
    if (found >= 0) {
      add(preset.matchers().inOrder().get(found), paths);
    }
    return paths.stream().filter(Objects::nonNull).toList();
  }

  private static void add(Expectation expect, List<Path> paths) {
    addAll(expect.match(), paths);
    if (expect.answer() instanceof FrameAnswer answer) {
      answer.answer().accept().forEach(conditions -> addAll(conditions, paths));
      addAll(answer.answer().refuse(), paths);
      paths.add(answer.answer().code());
      paths.add(answer.reason());
    }
    expect.captures().forEach(capture -> paths.add(capture.path()));
  }

  /** The fields of an element are found from there on. */
  private static void add(InboundMatcher matcher, List<Path> paths) {
    addAll(matcher.match(), paths);
    if (matcher.each() == null) {
      paths.addAll(matcher.fields().values());
    } else {
      paths.add(matcher.each().document());
    }
  }

  private static void addAll(Collection<Condition> conditions, List<Path> paths) {
    conditions.forEach(condition -> paths.add(condition.path()));
  }
}
