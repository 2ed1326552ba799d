package dev.pharos.runtime.config;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/** Finds what a misspelt word was meant to be; unknown words anywhere may be answered with it. */
public final class Spelling {
  private Spelling() {}

  /**
   * The word nearest to {@code word} by edit distance (insertions, deletions, substitutions), if it
   * is near enough to be what was meant: at most a third of the word, and two edits for short ones.
   */
  public static Optional<String> nearest(String word, Collection<String> words) {
    var limit = Math.max(2, word.length() / 3);
    return words.stream()
        .map(candidate -> new Candidate(candidate, distance(word, candidate)))
        .filter(candidate -> candidate.distance <= limit)
        .min(Comparator.comparingInt(Candidate::distance).thenComparing(Candidate::word))
        .map(Candidate::word);
  }

  private record Candidate(String word, int distance) {}

  private static int distance(String a, String b) {
    var previous = new int[b.length() + 1];
    for (var j = 0; j <= b.length(); j++) {
      previous[j] = j;
    }
    for (var i = 1; i <= a.length(); i++) {
      var current = new int[b.length() + 1];
      current[0] = i;
      for (var j = 1; j <= b.length(); j++) {
        var substitution = previous[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        current[j] = Math.min(substitution, Math.min(previous[j], current[j - 1]) + 1);
      }
      previous = current;
    }
    return previous[b.length()];
  }
}
