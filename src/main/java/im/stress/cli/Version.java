package im.stress.cli;

import picocli.CommandLine.IVersionProvider;

/** What {@code --version} says. */
final class Version implements IVersionProvider {
  /** That of pom.xml. */
  static final String NUMBER = "1.0.0";

  @Override
  public String[] getVersion() {
    return new String[] {"im-stress-gatling " + NUMBER + " (Java " + Runtime.version() + ")"};
  }
}
