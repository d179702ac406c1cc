/**
 * A run as a function, with no terminal: plan, start the processes, watch them, make one report of
 * what they left. Callable any number of times in one JVM.
 */
package im.stress.run;
