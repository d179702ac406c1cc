/** Gatling's binary {@code simulation.log}: read, write, merge. */
package im.stress.simlog;
