/** Benchmarks: each prints its figure, and its peer's from the same run. */
package dev.pharos.benchmarks;
