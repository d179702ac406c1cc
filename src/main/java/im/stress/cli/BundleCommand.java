package im.stress.cli;

import im.stress.bundle.Bundle;
import im.stress.run.CommandException;
import im.stress.run.ExitCode;
import im.stress.text.IoErrors;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code bundle}: packs this tool for client machines. */
@Command(
    name = "bundle",
    description = {
      "Packs this tool, as it was built here, for client machines: script, jars, simulations,",
      "presets. They need Java 17 or newer, and neither Maven nor a network."
    },
    exitCodeOnInvalidInput = ExitCode.USAGE,
    mixinStandardHelpOptions = true)
final class BundleCommand implements Callable<Integer> {
  private static final double BYTES_PER_MEGABYTE = 1e6;

  private final Path home;

  @Spec private CommandSpec spec;

  @Option(
      names = "--output",
      paramLabel = "FILE",
      description = "file to write (default: target/im-stress-gatling.tar.gz)")
  private Optional<Path> output = Optional.empty();

  /**
   * Packs what this process runs with.
   *
   * @param home folder of the script
   */
  BundleCommand(Path home) {
    this.home = home;
  }

  /** Writes the archive and says where it is. */
  @Override
  public Integer call() throws CommandException {
    if (!Files.exists(home.resolve("pom.xml"))) {
      throw CommandException.usage(
          "bundle: expected the project's folder, got a bundle: copy the archive it came from");
    }
    Path archive = output.orElse(home.resolve("target").resolve(Bundle.NAME + ".tar.gz"));
    try {
      long bytes = Bundle.of(home, System.getProperty("java.class.path")).write(archive);
      spec.commandLine()
          .getOut()
          .printf("wrote %s (%.0f MB)%n", archive, bytes / BYTES_PER_MEGABYTE);
      spec.commandLine().getOut().flush();
    } catch (IOException e) {
      throw CommandException.failed(archive + ": can't be written: " + IoErrors.reason(e), e);
    }
    return 0;
  }
}
