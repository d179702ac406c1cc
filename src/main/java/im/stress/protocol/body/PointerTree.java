package im.stress.protocol.body;

import com.fasterxml.jackson.core.JsonPointer;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * All JSON pointers (RFC 6901) of interest, as one tree, so that a frame is walked once. Built at
 * the start, then only read: safe on any thread after that.
 *
 * <p>Each pointer has a slot: its position in {@link #pointers()}.
 */
public final class PointerTree {
  private static final Pattern SYNTAX = Pattern.compile("(/([^/~]|~[01])*)*");

  private final Node root = new Node("", -1);
  private final List<String> pointers = new ArrayList<>();

  /** Whether this is a pointer; the empty one leads to the whole document. */
  public static boolean isPointer(String text) {
    return SYNTAX.matcher(text).matches();
  }

  /**
   * Adds a pointer, once.
   *
   * @return its slot
   */
  public int add(String pointer) {
    Node node = root;
    for (JsonPointer rest = JsonPointer.compile(pointer); !rest.matches(); rest = rest.tail()) {
      node = node.childFor(rest);
    }
    if (node.slot < 0) {
      node.slot = pointers.size();
      pointers.add(pointer);
    }
    return node.slot;
  }

  /** The pointers, by slot. */
  public List<String> pointers() {
    return List.copyOf(pointers);
  }

  /** The node of the whole document. */
  public Node root() {
    return root;
  }

  /** One step of one or more pointers: a field of an object, or an element of an array. */
  public static final class Node {
    private final String name;
    private final int index;
    private final List<Node> children = new ArrayList<>();
    private int slot = -1;

    private Node(String name, int index) {
      this.name = name;
      this.index = index;
    }

    /** The slot of the pointer that ends here, or -1. */
    public int slot() {
      return slot;
    }

    /** The steps that follow. */
    public List<Node> children() {
      return children;
    }

    /** The step to a field, or null. A few children: a search is faster than a hash map. */
    public Node field(String fieldName) {
      for (int i = 0; i < children.size(); i++) {
        if (children.get(i).name.equals(fieldName)) {
          return children.get(i);
        }
      }
      return null;
    }

    /** The step to an element, or null. */
    public Node element(int position) {
      for (int i = 0; i < children.size(); i++) {
        if (children.get(i).index == position) {
          return children.get(i);
        }
      }
      return null;
    }

    private Node childFor(JsonPointer step) {
      Node child = field(step.getMatchingProperty());
      if (child == null) {
        child = new Node(step.getMatchingProperty(), step.getMatchingIndex());
        children.add(child);
      }
      return child;
    }
  }
}
