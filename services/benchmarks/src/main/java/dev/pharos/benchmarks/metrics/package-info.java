/** Metric points through a whole platform, and a page of very many. */
package dev.pharos.benchmarks.metrics;
