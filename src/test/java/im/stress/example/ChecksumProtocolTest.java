package im.stress.example;

import im.stress.conformance.ConformanceTests;
import im.stress.conformance.Subject;

/** The example of docs/protocol-spi.md keeps what a protocol promises. */
class ChecksumProtocolTest extends ConformanceTests {
  @Override
  protected Subject subject() {
    return Subject.of(new ChecksumProtocol(), new ChecksumPeer());
  }
}
