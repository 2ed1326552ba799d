package dev.pharos.imaging.samples;

import dev.pharos.imaging.Pixels;
import dev.pharos.imaging.SplitMix;
import java.util.List;

/** Draws one image at a time; safe for several threads. */
interface Painter {
  /** The classes it can draw, as folder names. */
  List<String> classes();

  /** An image of a class; all that varies comes from the random numbers. */
  Pixels paint(int label, SplitMix random);
}
