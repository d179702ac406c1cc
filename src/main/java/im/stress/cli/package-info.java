/** The command line: commands, the terminal, and the one handler of signals. */
package im.stress.cli;
