/** The {@code im} DSL and its actions; the only package that sees Gatling's Scala types. */
package im.stress.gatling;
