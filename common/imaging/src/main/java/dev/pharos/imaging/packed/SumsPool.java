package dev.pharos.imaging.packed;

import dev.pharos.imaging.Pixels;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Counts images on any number of threads: each takes sums that nobody else has at the moment. */
final class SumsPool {
  private final int height;
  private final int width;
  private final Queue<Sums> gray = new ConcurrentLinkedQueue<>();
  private final Queue<Sums> colour = new ConcurrentLinkedQueue<>();

  SumsPool(int height, int width) {
    this.height = height;
    this.width = width;
  }

  void add(Pixels image) {
    var pool = image.channels() == 1 ? gray : colour;
    var sums = pool.poll();
    if (sums == null) {
      sums = new Sums(height, width, image.channels());
    }
    sums.add(image.data());
    pool.add(sums);
  }

  /** All sums, once nobody adds any more. */
  List<Sums> all() {
    var all = new ArrayList<>(gray);
    all.addAll(colour);
    return all;
  }
}
