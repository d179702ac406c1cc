package im.stress.protocol.inbound;

import im.stress.channel.NumberType;
import im.stress.protocol.body.BodyFormat;
import im.stress.protocol.body.Header;
import im.stress.protocol.body.JsonFormat;
import im.stress.protocol.body.PointerTree;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * What messages are made of, and which of their values are asked for. Paths are added at the start;
 * then it is only read, and safe on any thread.
 *
 * <p>A path is text of parts with {@code " | "} between. It begins with a JSON pointer into the
 * body, {@code header.NAME}, {@code prefix} or {@code body}; then names of decoders and formats,
 * each applied to what came out before, and a pointer after a format.
 */
public final class MessagePlan {
  private static final String SEPARATOR = " \\| ";
  private static final String HEADER = "header.";
  private static final String PREFIX = "prefix";
  private static final String BODY = "body";
  private static final String ALL = "/*";
  private static final String STATUS = "status";

  /** Stands before the body of an answer of HTTP, for its status. */
  private static final Header STATUS_HEADER =
      new Header(List.of(new Header.Field(STATUS, NumberType.U16, null)));

  private final BodyFormat bodyFormat;
  private final Header header;
  private final boolean prefix;
  private final Formats formats;
  private final List<PartPlan> parts = new ArrayList<>();
  private final Map<String, Integer> known = new HashMap<>();

  /**
   * For messages of this form.
   *
   * @param bodyFormat of the body; null = any bytes, which have no pointers
   * @param header what stands before the body; null = nothing
   * @param prefix whether text stands before the JSON of the body
   * @param formats what values inside may hold
   */
  public MessagePlan(BodyFormat bodyFormat, Header header, boolean prefix, Formats formats) {
    this.bodyFormat = bodyFormat;
    this.header = header;
    this.prefix = prefix;
    this.formats = formats;
  }

  /**
   * For answers of HTTP, whose bodies may be JSON: the path {@code status} is that of the answer,
   * which stands before the body as a number of two bytes, big endian.
   */
  public static MessagePlan ofHttp(Formats formats) {
    return new MessagePlan(JsonFormat.JSON, STATUS_HEADER, false, formats);
  }

  /** A message of this plan, for one event loop; no path may be added after that. */
  public InboundMessage newMessage() {
    return new InboundMessage(parts, header == null ? 0 : header.length(), prefix);
  }

  /**
   * Compiles a path.
   *
   * @throws IllegalArgumentException with the words {@code expected …, got …}
   */
  public Path path(String text) {
    if (text.endsWith(ALL) || text.contains(ALL + "/")) {
      throw new IllegalArgumentException(
          "expected a path without *, got \"%s\": let each lead to the elements, and this path begin there"
              .formatted(text));
    }
    return new Compiler(text).path();
  }

  /**
   * Compiles a path to several elements: its last pointer has {@code *} in it.
   *
   * @throws IllegalArgumentException as {@link #path}
   */
  public Each each(String text) {
    int last = text.lastIndexOf(" | ");
    String pointer = last < 0 ? text : text.substring(last + 3);
    if (!pointer.startsWith("/") || !(pointer.contains(ALL + "/") || pointer.endsWith(ALL))) {
      throw new IllegalArgumentException(
          "expected a path whose last pointer has * in it, such as \"/list/*\", got \""
              + text
              + '"');
    }
    requirePointer(pointer);
    Path document = new Compiler(last < 0 ? "" : text.substring(0, last)).path();
    BodyFormat format = formatAt(document);
    return new Each(document, format.elements(pointer), formats);
  }

  /** What the part of a path is read as; null = it is one value. */
  public BodyFormat format(Path path) {
    return parts.get(path.part()).format();
  }

  /** The value whose bytes the part of a path is made of; null = it is the message itself. */
  public Path source(Path path) {
    return parts.get(path.part()).from();
  }

  /**
   * Refuses a value that can't stand at a path.
   *
   * @throws IllegalArgumentException as {@link #path}
   */
  public void require(Path path, Object wanted) {
    PartPlan part = parts.get(path.part());
    if (part.format() != null) {
      part.format().require(part.pointers().pointers().get(path.slot()), wanted);
    }
  }

  /**
   * Refuses the question whether there is a value at a path, where there always is. What is inside
   * of another value is not there when that isn't.
   *
   * @throws IllegalArgumentException as {@link #path}
   */
  public void requireMayBeAbsent(Path path) {
    PartPlan part = parts.get(path.part());
    if (part.source() == PartPlan.Source.BODY) {
      part.format().requireMayBeAbsent(part.pointers().pointers().get(path.slot()));
    }
  }

  private BodyFormat formatAt(Path document) {
    BodyFormat format = parts.get(document.part()).format();
    if (format == null) {
      throw new IllegalArgumentException(
          "expected a format such as json before the pointer, got \"" + document.text() + '"');
    }
    return format;
  }

  private static void requirePointer(String pointer) {
    if (!PointerTree.isPointer(pointer)) {
      throw new IllegalArgumentException(
          "expected a pointer such as \"/type\" or \"/data/id\", got \"" + pointer + '"');
    }
    if (pointer.contains("|")) {
      throw new IllegalArgumentException(
          "expected a space before and after |, got \"" + pointer + '"');
    }
  }

  /** Goes along one path, and adds the parts that it leads through. */
  private final class Compiler {
    private final String text;
    private final String[] steps;

    /** The path up to here, in the words of the preset. */
    private String done = "";

    private Path reached;

    /** A format was named, and a pointer into it may follow. */
    private boolean pointerMayFollow;

    Compiler(String text) {
      this.text = text;
      this.steps = text.split(SEPARATOR, -1);
    }

    Path path() {
      begin(steps[0]);
      for (int i = 1; i < steps.length; i++) {
        goOn(steps[i]);
      }
      return new Path(text, reached.part(), reached.slot());
    }

    private void begin(String step) {
      done = step;
      if (step.isEmpty() || step.startsWith("/")) {
        pointer(root(), step);
      } else if (step.startsWith(HEADER)) {
        headerField(step.substring(HEADER.length()));
      } else if (step.equals(BODY)) {
        single(part(BODY, () -> new PartPlan(PartPlan.Source.RAW, null)));
      } else if (step.equals(STATUS) && header == STATUS_HEADER) {
        headerField(STATUS);
      } else if (step.equals(PREFIX) && prefix) {
        single(part(PREFIX, () -> new PartPlan(PartPlan.Source.PREFIX, null)));
      } else {
        throw new IllegalArgumentException(
            "expected a path that begins with %s, got \"%s\"".formatted(beginnings(), text));
      }
    }

    private String beginnings() {
      return (bodyFormat == null ? "" : "a pointer such as \"/type\", ")
          + (header == null ? "" : header == STATUS_HEADER ? "status, " : "header.NAME, ")
          + (prefix ? "prefix, " : "")
          + "body";
    }

    private int root() {
      if (bodyFormat == null) {
        throw new IllegalArgumentException(
            "expected body or a header field, got \"%s\": bodies have no fields here"
                .formatted(text));
      }
      return part("", () -> new PartPlan(PartPlan.Source.BODY, bodyFormat));
    }

    private void headerField(String name) {
      if (header == null || !header.names().contains(name)) {
        throw new IllegalArgumentException(
            "expected a field of header (%s), got \"%s\""
                .formatted(
                    header == null ? "there is none" : String.join(", ", header.names()), name));
      }
      pointer(part(HEADER, () -> new PartPlan(PartPlan.Source.HEADER, header)), "/" + name);
    }

    private void goOn(String step) {
      if (step.startsWith("/")) {
        if (!pointerMayFollow) {
          throw new IllegalArgumentException(
              "expected json or protobuf:TYPE before %s, got \"%s\"".formatted(step, text));
        }
        pointer(reached.part(), step);
        done += " | " + step;
        return;
      }
      Path from = new Path(done, reached.part(), reached.slot());
      done += " | " + step;
      BodyFormat format = formats.named(step);
      Supplier<Decoder> decoder = format == null ? Decoders.named(step) : Decoder::none;
      if (decoder == null) {
        throw new IllegalArgumentException(
            "expected json, protobuf:TYPE, %s or a pointer, got \"%s\" in \"%s\""
                .formatted(String.join(", ", Decoders.names()), step, text));
      }
      single(part(done, () -> new PartPlan(from, decoder, format)));
      pointerMayFollow = format != null;
    }

    private int part(String key, Supplier<PartPlan> plan) {
      return known.computeIfAbsent(
          key,
          unknown -> {
            parts.add(plan.get());
            return parts.size() - 1;
          });
    }

    private void single(int part) {
      reached = new Path(done, part, slot(part, ""));
      pointerMayFollow = false;
    }

    private void pointer(int part, String pointer) {
      requirePointer(pointer);
      parts.get(part).format().require(pointer, null);
      reached = new Path(done, part, slot(part, pointer));
      pointerMayFollow = false;
    }

    private int slot(int part, String pointer) {
      return parts.get(part).pointers().add(pointer);
    }
  }
}
