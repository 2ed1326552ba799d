package dev.pharos.dataset.layout;

import dev.pharos.dataset.source.ImportException;
import java.text.Normalizer;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;

/** The names of classes: one spelling, one order, no two that people could take for one. */
final class ClassNames {
  /** Names that are numbers come in the order of the numbers, before the others. */
  private static final Comparator<String> ORDER =
      Comparator.<String>comparingLong(ClassNames::number).thenComparing(Comparator.naturalOrder());

  private ClassNames() {}

  /** The same name for what different systems spell with different code points (NFC). */
  static String of(String name) {
    return Normalizer.normalize(name.strip(), Normalizer.Form.NFC);
  }

  /**
   * Classes in label order.
   *
   * @param least how many there must be, 1 or 2
   * @throws ImportException if there are fewer, or two that look alike
   */
  static List<String> inOrder(Collection<String> names, int least) throws ImportException {
    requireClear(names, least);
    return names.stream().distinct().sorted(ORDER).toList();
  }

  /** Refuses too few classes, nameless ones, and two that differ in case or spelling only. */
  static void requireClear(Collection<String> names, int least) throws ImportException {
    var folded = new HashMap<String, String>();
    for (var name : names) {
      if (name.isBlank()) {
        throw new ImportException("a class has no name");
      }
      var other = folded.putIfAbsent(fold(name), name);
      if (other != null && !other.equals(name)) {
        throw alike(other, name);
      }
    }
    if (folded.size() < least) {
      throw new ImportException(
          "there is only the class '%s'; a classifier needs two at least"
              .formatted(folded.values().stream().findFirst().orElse("")));
    }
  }

  static ImportException alike(String one, String other) {
    return new ImportException(
        "the classes '%s' and '%s' differ in case or in how letters are stored only; give them one name or two that differ"
            .formatted(one, other));
  }

  private static String fold(String name) {
    return Normalizer.normalize(name, Normalizer.Form.NFKC)
        .toUpperCase(Locale.ROOT)
        .toLowerCase(Locale.ROOT)
        .replaceAll("\\s+", " ")
        .strip();
  }

  private static long number(String name) {
    return name.matches("[0-9]{1,18}") ? Long.parseLong(name) : Long.MAX_VALUE;
  }
}
