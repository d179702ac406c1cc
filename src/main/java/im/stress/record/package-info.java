/**
 * The folder of a shard and that of a run: who writes a file and who reads it are side by side
 * here, as are the merging of shards and machines into one run.
 */
package im.stress.record;
