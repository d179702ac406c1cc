package im.stress.protocol.protobuf;

import com.squareup.wire.schema.Location;
import com.squareup.wire.schema.ProtoFile;
import com.squareup.wire.schema.Schema;
import com.squareup.wire.schema.SchemaLoader;
import com.squareup.wire.schema.Type;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import okio.FileSystem;

/**
 * Reads {@code .proto} files (proto2 and proto3). The only class, with {@link WireTypes} and {@link
 * WireErrors}, that knows the library which does it. Every error is an IllegalArgumentException of
 * one line.
 */
public final class ProtoFiles {
  private ProtoFiles() {}

  /**
   * Reads files and what they import.
   *
   * @param files each finds its imports in its own folder
   * @param folders where imports are looked for besides; {@code google/protobuf/*.proto} are at
   *     hand anyway
   */
  public static ProtoTypes load(List<Path> files, List<Path> folders) {
    Set<String> roots = new LinkedHashSet<>();
    List<Location> sources = new ArrayList<>();
    for (Path file : files) {
      requireReadable(file.toString(), file, Files::isRegularFile, "a .proto file");
      String folder = folderOf(file).toString();
      roots.add(folder);
      sources.add(Location.get(folder, file.getFileName().toString()));
    }
    for (Path folder : folders) {
      requireReadable(folder.toString(), folder, Files::isDirectory, "a folder of .proto files");
      roots.add(folder.toAbsolutePath().normalize().toString());
    }
    return read(FileSystem.SYSTEM, sources, roots);
  }

  private static Path folderOf(Path file) {
    return file.toAbsolutePath().normalize().getParent();
  }

  private static void requireReadable(
      String name, Path path, Predicate<Path> isThere, String wanted) {
    if (!isThere.test(path) || !Files.isReadable(path)) {
      throw new IllegalArgumentException("expected " + wanted + ", found none at " + name);
    }
  }

  /**
   * Reads files of the class path and what they import, each from its own folder.
   *
   * @param names such as {@code preset/im-connect.proto}
   */
  public static ProtoTypes loadResources(List<String> names) {
    Set<String> roots = new LinkedHashSet<>();
    List<Location> sources = new ArrayList<>();
    for (String name : names) {
      if (ProtoFiles.class.getResource("/" + name) == null) {
        throw new IllegalArgumentException(
            "expected a .proto file, found none on the class path at " + name);
      }
      int slash = name.lastIndexOf('/');
      String folder = "/" + name.substring(0, Math.max(0, slash));
      roots.add(folder);
      sources.add(Location.get(folder, name.substring(slash + 1)));
    }
    return read(FileSystem.RESOURCES, sources, roots);
  }

  private static ProtoTypes read(FileSystem system, List<Location> sources, Set<String> roots) {
    Schema schema = schema(system, sources, roots);
    requireOneOfEach(schema.getProtoFiles());
    return new WireTypes(schema).types();
  }

  /** Kotlin declares no exceptions, so an IOException may come as well. */
  private static Schema schema(FileSystem system, List<Location> sources, Set<String> roots) {
    SchemaLoader loader = new SchemaLoader(system);
    loader.setPermitPackageCycles(true);
    loader.setLoadExhaustively(true);
    try {
      loader.initRoots(sources, roots.stream().map(Location::get).toList());
      return loader.loadSchema();
    } catch (Exception e) {
      throw WireErrors.inOneLine(e);
    }
  }

  /** The library takes the last of several messages of one name. */
  private static void requireOneOfEach(List<ProtoFile> files) {
    Map<String, Location> seen = new HashMap<>();
    for (ProtoFile file : files) {
      for (Type type : file.typesAndNestedTypes()) {
        Location other = seen.putIfAbsent(type.getType().toString(), type.getLocation());
        if (other != null && !other.equals(type.getLocation())) {
          throw WireErrors.ofTwo(type.getType().toString(), type.getLocation(), other);
        }
      }
    }
  }
}
