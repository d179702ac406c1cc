/**
 * The child process that carries users: what the runner tells it, its warm-up, its simulation, and
 * what it writes into its folder meanwhile.
 */
package im.stress.shard;
