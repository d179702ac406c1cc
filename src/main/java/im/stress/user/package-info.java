/**
 * One IM user on one connection: its states, its two loops, what it waits for, how it comes back.
 */
package im.stress.user;
