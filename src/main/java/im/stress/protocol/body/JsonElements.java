package im.stress.protocol.body;

import im.stress.protocol.ProtocolException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/**
 * The elements at a pointer with {@code *} in it, of bodies that are known to be JSON. Safe on any
 * thread.
 */
final class JsonElements implements BodyElements {
  private final List<Step> steps;

  JsonElements(List<String> names) {
    steps = names.stream().map(Step::new).toList();
  }

  @Override
  public BodyFormat format() {
    return JsonFormat.JSON;
  }

  @Override
  public Walker newWalker(Sink sink) {
    return new JsonWalker(steps, sink);
  }

  /** One step of the pointer: {@code *}, the name of a field, or the index of an element. */
  private static final class Step {
    private static final int NO_INDEX = -1;

    private final boolean all;
    private final byte[] name;
    private final int index;

    Step(String text) {
      all = text.equals("*");
      name = text.getBytes(StandardCharsets.UTF_8);
      index = text.matches("0|[1-9][0-9]{0,8}") ? Integer.parseInt(text) : NO_INDEX;
    }

    boolean takesIndex(int position) {
      return all || index == position;
    }

    boolean takesName(byte[] bytes, int start, int end) {
      return all || Arrays.equals(bytes, start, end, name, 0, name.length);
    }
  }

  /** Walks level by level: the values that one step leads to, then those of the next. */
  private static final class JsonWalker implements Walker {
    private final List<Step> steps;
    private final Sink sink;
    private Ranges current = new Ranges();
    private Ranges next = new Ranges();
    private byte[] bytes;
    private int at;

    JsonWalker(List<Step> steps, Sink sink) {
      this.steps = steps;
      this.sink = sink;
    }

    @Override
    public void walk(byte[] newBytes, int start, int end) throws ProtocolException {
      bytes = newBytes;
      current.clear();
      at = start;
      skipSpace();
      current.add(at, end);
      for (int i = 0; i < steps.size(); i++) {
        next.clear();
        for (int j = 0; j < current.count; j++) {
          children(steps.get(i), current.start(j));
        }
        Ranges spent = current;
        current = next;
        next = spent;
      }
      Ranges found = current;
      for (int i = 0; i < found.count; i++) {
        sink.element(bytes, found.start(i), found.end(i));
      }
    }

    private void children(Step step, int start) {
      if (bytes[start] == '{') {
        fields(step, start);
      } else if (bytes[start] == '[') {
        elements(step, start);
      }
    }

    private void fields(Step step, int start) {
      at = start + 1;
      skipSpace();
      while (bytes[at] != '}') {
        int nameStart = at + 1;
        skipText();
        boolean taken = step.takesName(bytes, nameStart, at - 1);
        skipSpace();
        at++; // the colon
        value(taken);
      }
    }

    private void elements(Step step, int start) {
      at = start + 1;
      skipSpace();
      for (int position = 0; bytes[at] != ']'; position++) {
        value(step.takesIndex(position));
      }
    }

    /** Passes a value, and the comma after it. */
    private void value(boolean taken) {
      skipSpace();
      int start = at;
      skipValue();
      if (taken) {
        next.add(start, at);
      }
      skipSpace();
      if (bytes[at] == ',') {
        at++;
        skipSpace();
      }
    }

    private void skipValue() {
      int depth = 0;
      do {
        switch (bytes[at]) {
          case '"' -> skipText();
          case '{', '[' -> {
            depth++;
            at++;
          }
          case '}', ']' -> {
            depth--;
            at++;
          }
          default -> at++;
        }
      } while (depth > 0 || !endsValue(bytes[at]));
    }

    private static boolean endsValue(byte octet) {
      return octet == ',' || octet == '}' || octet == ']' || JsonBytes.isSpace(octet);
    }

    private void skipText() {
      at++;
      while (bytes[at] != '"') {
        at += bytes[at] == '\\' ? 2 : 1;
      }
      at++;
    }

    private void skipSpace() {
      while (JsonBytes.isSpace(bytes[at])) {
        at++;
      }
    }
  }

  /** Start and end of values, in order. */
  private static final class Ranges {
    private int[] bounds = new int[16];
    private int count;

    void clear() {
      count = 0;
    }

    void add(int start, int end) {
      if (2 * count == bounds.length) {
        bounds = Arrays.copyOf(bounds, 2 * bounds.length);
      }
      bounds[2 * count] = start;
      bounds[2 * count + 1] = end;
      count++;
    }

    int start(int index) {
      return bounds[2 * index];
    }

    int end(int index) {
      return bounds[2 * index + 1];
    }
  }
}
