package dev.pharos.contracts.dataset;

/** How a file is known as a packed data set (docs/packed-format.md) by those who cannot read it. */
public final class PackedFormat {
  /** What it begins with: eight bytes, ASCII. */
  public static final String MAGIC = "PHAROSDS";

  private PackedFormat() {}
}
