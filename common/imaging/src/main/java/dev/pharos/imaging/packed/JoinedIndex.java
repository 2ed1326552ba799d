package dev.pharos.imaging.packed;

/** The images of two indices, those of the second numbered after those of the first. */
record JoinedIndex(ImageIndex first, ImageIndex second) implements ImageIndex {
  private boolean isFirst(int image) {
    return image < first.size();
  }

  private int inSecond(int image) {
    return image - first.size();
  }

  @Override
  public int size() {
    return first.size() + second.size();
  }

  @Override
  public int label(int image) {
    return isFirst(image) ? first.label(image) : second.label(inSecond(image));
  }

  @Override
  public Split split(int image) {
    return isFirst(image) ? first.split(image) : second.split(inSecond(image));
  }

  @Override
  public String sourceName(int image) {
    return isFirst(image) ? first.sourceName(image) : second.sourceName(inSecond(image));
  }

  @Override
  public long hashWord(int image, int word) {
    return isFirst(image) ? first.hashWord(image, word) : second.hashWord(inSecond(image), word);
  }
}
