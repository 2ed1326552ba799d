package dev.pharos.dataset.packing;

import dev.pharos.dataset.layout.Layout.Example;
import dev.pharos.imaging.packed.PackedDatasetWriter.Expected;
import dev.pharos.imaging.packed.Split;
import dev.pharos.imaging.prepare.StoredSize;

/** An image whose header was read and found good. */
final class Candidate {
  private final Example example;
  private final int label;
  private final byte[] hash;
  private final int checksum;
  private final StoredSize size;
  private Split split;

  /**
   * A candidate.
   *
   * @param label its class
   * @param hash SHA-256 of the file
   * @param checksum CRC-32C of the file, to notice quickly that it changed
   * @param size how large it comes
   */
  Candidate(Example example, int label, byte[] hash, int checksum, StoredSize size) {
    this.example = example;
    this.label = label;
    this.hash = hash;
    this.checksum = checksum;
    this.size = size;
    this.split = example.split().orElse(null);
  }

  Example example() {
    return example;
  }

  int label() {
    return label;
  }

  byte[] hash() {
    return hash;
  }

  int checksum() {
    return checksum;
  }

  long pixels() {
    return (long) size.height() * size.width();
  }

  StoredSize size() {
    return size;
  }

  /** For the writer: where it will lie is known before it is decoded. */
  Expected expected() {
    return new Expected(label, example.name(), hash);
  }

  /** What it is for; null until that is decided. */
  Split split() {
    return split;
  }

  void decide(Split decision) {
    split = decision;
  }
}
