package dev.pharos.imaging.prepare;

/** Which windows of an image a trained network looks at; the answers are averaged. */
public enum Crops {
  /** The middle alone. */
  CENTRE(1),
  /**
   * The four corners and the middle, each also mirrored (Krizhevsky and others 2012, section 4.1).
   * Where the image is no larger than the input, all five are the same.
   */
  TEN(10);

  private final int count;

  Crops(int count) {
    this.count = count;
  }

  /** How many windows there are. */
  public int count() {
    return count;
  }

  /** Window by window: top left, top right, bottom left, bottom right, middle; then mirrored. */
  Change window(int crop, ImagePreparer preparer, Change change) {
    var place = this == CENTRE ? 4 : crop % 5;
    var bottom = preparer.verticalSlack();
    var right = preparer.horizontalSlack();
    if (place == 4 || bottom < 0 || right < 0) {
      change.window(Math.floorDiv(bottom, 2), Math.floorDiv(right, 2), crop >= 5);
    } else {
      change.window(place < 2 ? 0 : bottom, place % 2 == 0 ? 0 : right, crop >= 5);
    }
    return change;
  }
}
