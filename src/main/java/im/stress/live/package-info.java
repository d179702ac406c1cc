/** Lets a run be watched over HTTP while it is on: the page, its events, metrics for Prometheus. */
package im.stress.live;
