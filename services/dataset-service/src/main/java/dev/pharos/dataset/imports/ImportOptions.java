package dev.pharos.dataset.imports;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import dev.pharos.contracts.dataset.ImportMode;
import dev.pharos.dataset.layout.LayoutOptions;

/**
 * What an import's files alone do not say.
 *
 * @param mode whether the newest version's images stay; replace if null
 * @param coarseLabels of CIFAR-100, the superclasses; false if null
 * @param padTo the size of images of IDX files; as they are if null
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record ImportOptions(ImportMode mode, Boolean coarseLabels, Integer padTo) {
  /** Whether the newest version's images stay. */
  boolean adds() {
    return mode == ImportMode.ADD;
  }

  LayoutOptions layout() {
    return new LayoutOptions(Boolean.TRUE.equals(coarseLabels), padTo == null ? 0 : padTo);
  }
}
