/**
 * Stand-ins of public IM servers for tests. Each one speaks its protocol as documented, refuses
 * what the real server refuses, and notes what a client does wrong. All listen on the loopback
 * address; each has one thread, on which all its connections run.
 */
package im.stress.standin;
