package im.stress;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Who may use whom: the table of docs/architecture.md. */
class PackagesTest {
  private static final String ROOT = "im.stress.";

  private static final Map<String, Set<String>> MAY_USE = new HashMap<>();

  static {
    MAY_USE.put("text", Set.of());
    MAY_USE.put("model", Set.of());
    MAY_USE.put("config", Set.of("model"));
    MAY_USE.put("channel", Set.of("model"));
    MAY_USE.put("protocol", Set.of("channel", "config"));
    MAY_USE.put("protocol.body", Set.of("protocol", "channel", "text"));
    MAY_USE.put("protocol.protobuf", Set.of("protocol", "protocol.body", "config", "text"));
    MAY_USE.put("protocol.inbound", Set.of("protocol", "protocol.body", "channel"));
    MAY_USE.put("protocol.outbound", Set.of("protocol", "protocol.body", "channel"));
    MAY_USE.put(
        "protocol.template",
        Set.of(
            "protocol",
            "protocol.body",
            "protocol.inbound",
            "protocol.outbound",
            "protocol.protobuf",
            "channel",
            "config",
            "text"));
    MAY_USE.put("framing", Set.of());
    MAY_USE.put("transport", Set.of("channel", "framing", "model", "config"));
    MAY_USE.put("transport.http", Set.of("transport", "channel", "model", "config"));
    MAY_USE.put(
        "target",
        Set.of(
            "protocol",
            "protocol.template",
            "channel",
            "transport",
            "transport.http",
            "model",
            "config",
            "text"));
    MAY_USE.put("files", Set.of("text"));
    MAY_USE.put("measure", Set.of("model"));
    MAY_USE.put("record", Set.of("model", "measure", "files"));
    MAY_USE.put("monitor", Set.of("model", "files"));
    MAY_USE.put("simlog", Set.of("files"));
    MAY_USE.put("user", Set.of("protocol", "channel", "measure", "model", "config"));
    MAY_USE.put("gatling", Set.of("user", "protocol", "measure", "model", "config"));
    MAY_USE.put("server.chatroom", Set.of());
    MAY_USE.put("server", Set.of("server.chatroom", "framing", "config"));
    MAY_USE.put("report", Set.of("record", "model", "config", "text"));
    MAY_USE.put(
        "shard",
        Set.of(
            "gatling",
            "user",
            "target",
            "protocol",
            "measure",
            "record",
            "monitor",
            "server",
            "model",
            "config"));
    MAY_USE.put(
        "run",
        Set.of(
            "shard", "gatling", "target", "server", "monitor", "simlog", "report", "record",
            "files", "model", "config", "text"));
    MAY_USE.put("live", Set.of("run", "report", "record", "model", "config", "text"));
    MAY_USE.put("bundle", Set.of());
    MAY_USE.put(
        "cli",
        Set.of(
            "run", "live", "target", "bundle", "server", "monitor", "record", "measure", "config",
            "text"));
  }

  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("im.stress");

  static Set<String> packages() {
    return new TreeSet<>(MAY_USE.keySet());
  }

  @ParameterizedTest
  @MethodSource("packages")
  void a_package_uses_only_what_it_may(String name) {
    List<String> forbidden =
        packages().stream()
            .filter(other -> !other.equals(name) && !MAY_USE.get(name).contains(other))
            .map(other -> ROOT + other)
            .toList();

    if (!forbidden.isEmpty()) {
      noClasses()
          .that()
          .resideInAPackage(ROOT + name)
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(forbidden.toArray(String[]::new))
          .check(CLASSES);
    }
  }

  @Test
  void every_package_of_the_engine_is_in_the_table() {
    Set<String> found = new TreeSet<>();
    for (JavaClass type : CLASSES) {
      found.add(type.getPackageName().substring(ROOT.length()));
    }

    assertThat(found).isEqualTo(packages());
  }

  @Test
  void no_two_packages_need_each_other() {
    slices().matching("im.stress.(*)..").should().beFreeOfCycles().check(CLASSES);
  }

  @Test
  void only_gatling_sees_gatling_and_scala() {
    noClasses()
        .that()
        .resideOutsideOfPackage("im.stress.gatling..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("io.gatling..", "scala..")
        .check(CLASSES);
  }

  @Test
  void only_run_and_shard_start_processes() {
    noClasses()
        .that()
        .resideOutsideOfPackages("im.stress.run..", "im.stress.shard..")
        .and()
        .doNotHaveSimpleName("Browser")
        .should()
        .callConstructor(ProcessBuilder.class, List.class)
        .orShould()
        .callConstructor(ProcessBuilder.class, String[].class)
        .check(CLASSES);
  }

  @Test
  void framing_knows_buffers_alone() {
    noClasses()
        .that()
        .resideInAPackage("im.stress.framing..")
        .should()
        .dependOnClassesThat()
        .resideOutsideOfPackages("im.stress.framing..", "io.netty.buffer..", "java..")
        .check(CLASSES);
  }

  @Test
  void figures_and_settings_know_no_sockets() {
    noClasses()
        .that()
        .resideInAnyPackage(
            "im.stress.config..",
            "im.stress.model..",
            "im.stress.measure..",
            "im.stress.record..",
            "im.stress.report..",
            "im.stress.simlog..",
            "im.stress.monitor..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("io.netty.channel..", "io.netty.bootstrap..", "io.netty.buffer..")
        .check(CLASSES);
  }

  @Test
  void no_class_is_named_by_a_text() throws IOException {
    Pattern name = Pattern.compile("\"im\\.stress\\.[a-z.]*[A-Z]");
    try (Stream<Path> files = Files.walk(Path.of("src/main/java"))) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        assertThat(Files.readString(file)).as(file.toString()).doesNotContainPattern(name);
      }
    }
  }
}
