package im.stress.example;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.Location;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** docs/protocol-spi.md shows the example as it is, and the kit needs no other test class. */
class ProtocolSpiTest {
  private static final Path EXAMPLE =
      Path.of("src/test/java/im/stress/example/ChecksumProtocol.java");

  @Test
  void the_document_quotes_the_example() throws IOException {
    assertThat(Files.readString(Path.of("docs/protocol-spi.md")))
        .contains("```java\n" + Files.readString(EXAMPLE) + "```\n");
  }

  @Test
  void the_example_has_less_than_150_lines() throws IOException {
    assertThat(Files.readAllLines(EXAMPLE)).hasSizeLessThan(150);
  }

  /** As the test jar does, by the names in pom.xml. */
  private static final class Kit implements ImportOption {
    @Override
    public boolean includes(Location location) {
      return location.contains("/conformance/")
          && !location.contains("Test.class")
          && !location.contains("Test$")
          && !location.contains("FaultyProtocol");
    }
  }

  @Test
  void the_kit_needs_nothing_else_of_the_tests() {
    classes()
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(
            "im.stress.conformance",
            "im.stress.channel",
            "im.stress.config",
            "im.stress.framing",
            "im.stress.protocol",
            "im.stress.transport",
            "com.typesafe.config",
            "com.sun.management",
            "io.netty.buffer",
            "io.netty.util",
            "java..",
            "org.junit.jupiter.api")
        .check(
            new ClassFileImporter()
                .withImportOption(new Kit())
                .importPackages("im.stress.conformance"));
  }
}
