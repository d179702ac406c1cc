/** What is counted and timed: histograms, counters, the ledger of messages, deaths. */
package im.stress.measure;
