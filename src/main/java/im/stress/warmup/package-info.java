/** What a process does before its first user, so that its own cold start is in no figure. */
package im.stress.warmup;
