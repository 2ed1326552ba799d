package dev.pharos.imaging.prepare;

/** What is done to one image; filled anew for each, so that there is no garbage. */
final class Change {
  /** Where the window begins in the image, which it may leave. */
  int top;

  int left;

  /** Whether left and right are exchanged. */
  boolean mirrored;

  /** Whether values beyond the border are 0 after normalisation instead of the border's. */
  boolean emptyBorder;

  /** Whether the window is a part of the stored image, scaled to the input. */
  boolean scaled;

  int partTop;
  int partLeft;
  int partHeight;
  int partWidth;

  double brightness;
  double contrast;
  double saturation;

  /** What is added to each stored channel, 1 being white. */
  final double[] shift = new double[3];

  /** The square of the input whose values are 0 after normalisation; cut at the border. */
  int cutTop;

  int cutLeft;
  int cutBottom;
  int cutRight;

  /** No change of a window that begins here. */
  Change window(int newTop, int newLeft, boolean newMirrored) {
    top = newTop;
    left = newLeft;
    mirrored = newMirrored;
    emptyBorder = false;
    scaled = false;
    brightness = 1;
    contrast = 1;
    saturation = 1;
    shift[0] = 0;
    shift[1] = 0;
    shift[2] = 0;
    cutBottom = 0;
    cutTop = 0;
    return this;
  }

  boolean keepsColour() {
    return brightness == 1
        && contrast == 1
        && saturation == 1
        && shift[0] == 0
        && shift[1] == 0
        && shift[2] == 0;
  }
}
