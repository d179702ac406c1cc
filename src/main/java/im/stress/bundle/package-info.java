/** Packs this tool for machines that have a Java runtime, and neither Maven nor a network. */
package im.stress.bundle;
