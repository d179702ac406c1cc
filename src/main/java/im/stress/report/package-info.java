/** From the shards of a run to its summary, verdict and pages. */
package im.stress.report;
