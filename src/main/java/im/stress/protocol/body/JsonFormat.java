package im.stress.protocol.body;

import com.fasterxml.jackson.core.JsonPointer;
import java.util.ArrayList;
import java.util.List;

/** JSON (RFC 8259): an object, an array or a text, in UTF-8. */
public final class JsonFormat implements BodyFormat {
  /** There is one. */
  public static final JsonFormat JSON = new JsonFormat();

  private JsonFormat() {}

  /** {@inheritDoc} Any pointer may lead to something, and to anything. */
  @Override
  public void require(String pointer, Object wanted) {
    // Nothing is known of a document before it comes.
  }

  @Override
  public BodyReader newReader(PointerTree pointers) {
    return new JsonReader(pointers);
  }

  @Override
  public BodyElements elements(String pointer) {
    return new JsonElements(steps(pointer));
  }

  /** A pointer as names, of which {@code *} stands for all. */
  private static List<String> steps(String pointer) {
    List<String> steps = new ArrayList<>();
    for (JsonPointer rest = JsonPointer.compile(pointer); !rest.matches(); rest = rest.tail()) {
      steps.add(rest.getMatchingProperty());
    }
    return steps;
  }
}
