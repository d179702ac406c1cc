package im.stress.protocol.template;

import com.typesafe.config.ConfigObject;
import im.stress.config.Presets;
import im.stress.config.SettingsException;
import im.stress.protocol.body.BodyFormat;
import im.stress.protocol.outbound.Outgoing;
import im.stress.protocol.outbound.Template;
import im.stress.protocol.outbound.TextCompiler;
import im.stress.protocol.outbound.TextCompiler.Escape;
import im.stress.protocol.outbound.Vocabulary;
import im.stress.protocol.protobuf.ProtoFiles;
import im.stress.protocol.protobuf.ProtoMessage;
import im.stress.protocol.protobuf.ProtoTypes;
import im.stress.protocol.protobuf.ProtobufFormat;
import im.stress.protocol.protobuf.ProtobufTemplate;
import im.stress.protocol.protobuf.TreeException;
import im.stress.protocol.protobuf.ValueWriter;
import io.netty.buffer.ByteBuf;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The block {@code protobuf}: which {@code .proto} file, and which messages of it. Immutable. */
final class ProtobufSettings {
  static final String KEY = "protobuf";
  private static final String FILE = "file";
  private static final String PATH = "path";
  private static final String SEND = "send";
  private static final String RECEIVE = "receive";
  private static final String TYPE = "protobuf:";

  private final SettingsBlock block;

  /** Null where there is no file. */
  private final ProtoTypes types;

  private final ProtoMessage sent;
  private final ProtoMessage received;

  private ProtobufSettings(SettingsBlock block, boolean needed) {
    this.block = block;
    block.allowOnly(List.of(FILE, PATH, SEND, RECEIVE));
    if (needed && block.value(FILE).isEmpty()) {
      throw block.error(FILE, "expected a .proto file: bodies are Protobuf; got nothing");
    }
    types = block.value(FILE).isEmpty() ? null : block.checked(FILE, this::load);
    sent = needed ? type(SEND) : null;
    received = needed ? type(RECEIVE) : null;
  }

  /**
   * Reads it, and the file that it names.
   *
   * @param needed whether bodies are Protobuf
   * @throws SettingsException when it can't be used
   */
  static ProtobufSettings read(SettingsBlock template, boolean needed) {
    return new ProtobufSettings(template.blockOrEmpty(KEY), needed);
  }

  /** A name is looked for beside the presets, beside the file that says it, then as a path. */
  private ProtoTypes load() {
    String file = block.text(FILE).orElse("");
    String resource = Presets.FOLDER + file;
    if (ProtobufSettings.class.getResource("/" + resource) != null) {
      return ProtoFiles.loadResources(List.of(resource));
    }
    List<Path> folders = new ArrayList<>();
    block.texts(PATH).forEach(folder -> folders.add(Path.of(folder)));
    return ProtoFiles.load(List.of(located(file)), folders);
  }

  private Path located(String file) {
    String saidBy = block.values().get(FILE).origin().filename();
    Path beside = saidBy == null ? Path.of(file) : Path.of(saidBy).resolveSibling(file);
    return Files.isRegularFile(beside) ? beside : Path.of(file);
  }

  private ProtoMessage type(String key) {
    String name =
        block
            .text(key)
            .orElseThrow(
                () -> block.error(key, "expected the name of a message type, got nothing"));
    return block.checked(key, () -> types.message(name));
  }

  /** The format of bodies that the server sends. */
  BodyFormat received() {
    return new ProtobufFormat(received);
  }

  /** The format of this name in a path; null = it is none of Protobuf. */
  BodyFormat format(String name) {
    return name.startsWith(TYPE) ? new ProtobufFormat(typeOf(name)) : null;
  }

  private ProtoMessage typeOf(String name) {
    if (types == null) {
      throw new IllegalArgumentException(
          "expected protobuf.file beside " + name + ", which names a message type of it");
    }
    return types.message(name.substring(TYPE.length()));
  }

  /** The format of bodies that are sent. */
  BodyFormat sent() {
    return new ProtobufFormat(sent);
  }

  /** Compiles the tree of a message that is sent as a body. */
  Template sent(SettingsBlock block, String key, Vocabulary vocabulary) {
    return tree(block, key, vocabulary, sent, block.blockOrEmpty(key).values());
  }

  /**
   * Compiles a block with one key, {@code "protobuf:TYPE"}, and a tree below it.
   *
   * @param place begins the paths to what is inside
   */
  Template wrapped(SettingsBlock block, String key, Vocabulary vocabulary, String place) {
    ConfigObject outer = block.blockOrEmpty(key).values();
    String name = outer.size() == 1 ? outer.keySet().iterator().next() : "";
    if (!name.startsWith(TYPE) || !(outer.get(name) instanceof ConfigObject tree)) {
      throw block.error(key, "expected text or { \"protobuf:TYPE\" { field = value … } }");
    }
    ProtoMessage type = block.checked(key, () -> typeOf(name));
    Tree compiled = tree(block, key, vocabulary, type, tree);
    List<String> inside = new ArrayList<>(List.of(place + name));
    compiled.inside().forEach(path -> inside.add(place + name + " | " + path));
    return new Tree(compiled.tree(), compiled.names(), List.copyOf(inside));
  }

  private Tree tree(
      SettingsBlock block,
      String key,
      Vocabulary vocabulary,
      ProtoMessage type,
      ConfigObject tree) {
    TextCompiler texts = new TextCompiler(vocabulary, Escape.NONE);
    Set<String> names = new HashSet<>();
    try {
      ProtobufTemplate<Outgoing> compiled =
          ProtobufTemplate.compile(
              types,
              type,
              tree,
              (text, path) -> {
                Template leaf = texts.compile(text);
                names.addAll(leaf.names());
                return new Leaf(leaf);
              });
      return new Tree(compiled, Set.copyOf(names), compiled.inside());
    } catch (TreeException e) {
      throw block.errorAt(key + (e.path().isEmpty() ? "" : "." + e.path()), e.value(), e.words());
    }
  }

  /** The text of one field. */
  private record Leaf(Template template) implements ValueWriter<Outgoing> {
    @Override
    public void write(Outgoing outgoing, ByteBuf out) {
      template.write(outgoing, out);
    }

    @Override
    public boolean isConstant() {
      return template.names().isEmpty();
    }
  }

  /** A message as a template. */
  private record Tree(ProtobufTemplate<Outgoing> tree, Set<String> names, List<String> inside)
      implements Template {
    @Override
    public void write(Outgoing outgoing, ByteBuf out) {
      tree.write(outgoing, out);
    }
  }
}
