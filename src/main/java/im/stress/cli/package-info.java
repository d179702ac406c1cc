/** The commands; starts shards as child processes and shows their progress. */
package im.stress.cli;
