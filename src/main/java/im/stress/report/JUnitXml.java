package im.stress.report;

import java.io.StringWriter;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/**
 * {@code junit.xml}: one test case for each threshold and one for the validity of the load
 * generator; also one when the data is not complete, one when every user was lost, and one when
 * Gatling's own assertions failed.
 */
final class JUnitXml {

  private final StringWriter text = new StringWriter();
  private final XMLStreamWriter xml;
  private final String suite;

  private JUnitXml(String suite) throws XMLStreamException {
    this.suite = suite;
    this.xml = XMLOutputFactory.newInstance().createXMLStreamWriter(text);
  }

  static String of(String runId, Judgement judgement) {
    try {
      JUnitXml file = new JUnitXml("im-stress " + runId);
      file.write(judgement);
      return file.text.toString();
    } catch (XMLStreamException e) {
      throw new IllegalStateException("junit.xml: writing to memory failed", e);
    }
  }

  private void write(Judgement judgement) throws XMLStreamException {
    long skipped =
        judgement.thresholds().stream().filter(JUnitXml::isSkipped).count()
            + (isClientUnknown(judgement) ? 1 : 0);
    long failed = judgement.thresholds().stream().filter(t -> !t.ok()).count();
    int incomplete = isComplete(judgement) ? 0 : 1;
    int gatling = judgement.gatlingFailed() ? 1 : 0;
    int lost = judgement.allLost().isPresent() ? 1 : 0;
    int invalid = judgement.clientBreaches().isEmpty() ? 0 : 1;
    xml.writeStartDocument("UTF-8", "1.0");
    xml.writeCharacters("\n");
    xml.writeStartElement("testsuite");
    attribute("name", suite);
    attribute(
        "tests", String.valueOf(judgement.thresholds().size() + 1 + incomplete + gatling + lost));
    attribute("failures", String.valueOf(failed + invalid + gatling + lost));
    attribute("errors", String.valueOf(incomplete));
    attribute("skipped", String.valueOf(skipped));
    for (Summary.ThresholdResult threshold : judgement.thresholds()) {
      threshold(threshold);
    }
    clientValidity(judgement);
    if (incomplete > 0) {
      testCase("run is complete", "error", String.join("; ", judgement.reasons()));
    }
    if (lost > 0) {
      testCase("users are online at the end", "failure", judgement.allLost().get());
    }
    if (judgement.gatlingFailed()) {
      testCase("assertions of Gatling", "failure", "see gatling/index.html");
    }
    xml.writeCharacters("\n");
    xml.writeEndDocument();
  }

  private void threshold(Summary.ThresholdResult threshold) throws XMLStreamException {
    if (isSkipped(threshold)) {
      testCase(threshold.name(), "skipped", threshold.note());
    } else {
      testCase(threshold.name(), "failure", threshold.ok() ? "" : threshold.problem());
    }
  }

  private void clientValidity(Judgement judgement) throws XMLStreamException {
    if (isClientUnknown(judgement)) {
      testCase("client validity", "skipped", "not measured");
    } else {
      testCase("client validity", "failure", String.join("; ", judgement.clientBreaches()));
    }
  }

  private void testCase(String name, String problem, String message) throws XMLStreamException {
    xml.writeCharacters("\n  ");
    xml.writeStartElement("testcase");
    attribute("classname", suite);
    attribute("name", name);
    if (!message.isEmpty()) {
      xml.writeEmptyElement(problem);
      attribute("message", message);
    }
    xml.writeEndElement();
  }

  private void attribute(String name, String value) throws XMLStreamException {
    xml.writeAttribute(name, PlainText.xml(value));
  }

  private static boolean isSkipped(Summary.ThresholdResult threshold) {
    return threshold.ok() && threshold.actual() == null;
  }

  private static boolean isClientUnknown(Judgement judgement) {
    return !judgement.clientMeasured() && judgement.clientBreaches().isEmpty();
  }

  private static boolean isComplete(Judgement judgement) {
    return judgement.incomplete().isEmpty() && judgement.verdict() != Verdict.INTERRUPTED;
  }
}
