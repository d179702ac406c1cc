/**
 * The conformance kit: puts a protocol in Java through what a run would, without a network. {@link
 * im.stress.conformance.ProtocolConformance} has the checks, {@link
 * im.stress.conformance.ConformanceTests} makes tests of JUnit of them. Part of the test jar; uses
 * nothing else in it.
 */
package im.stress.conformance;
