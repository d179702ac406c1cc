package im.stress.conformance;

import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestReporter;

/** The checks of {@link ProtocolConformance} as tests of JUnit: extend it and name the subject. */
public abstract class ConformanceTests {

  /** The protocol that is put through the kit. */
  protected abstract Subject subject();

  /** One test for each check. */
  @TestFactory
  protected final Stream<DynamicTest> conforms() {
    ProtocolConformance conformance = new ProtocolConformance(subject());
    return conformance.checks().entrySet().stream()
        .map(check -> DynamicTest.dynamicTest(check.getKey(), () -> check.getValue().run()));
  }

  /** Tells what a message costs, whatever is allowed. */
  @TestFactory
  protected final Stream<DynamicTest> costs(TestReporter reporter) {
    return Stream.of(
        DynamicTest.dynamicTest(
            "bytes of new objects are reported",
            () ->
                reporter.publishEntry(
                    "bytes for each message",
                    new ProtocolConformance(subject()).costs().toString())));
  }
}
