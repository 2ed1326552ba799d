package dev.pharos.registry.http;

import dev.pharos.contracts.job.Comparison;
import java.util.List;

/**
 * An experiment of several runs that differ in one thing.
 *
 * @param name how users write it
 * @param about what it compares, in a sentence
 * @param variants its runs
 */
record ComparisonView(String name, String about, List<Comparison.Variant> variants) {
  static ComparisonView of(Comparison comparison) {
    return new ComparisonView(comparison.label(), comparison.about(), comparison.variants());
  }
}
