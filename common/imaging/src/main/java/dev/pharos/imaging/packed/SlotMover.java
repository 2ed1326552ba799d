package dev.pharos.imaging.packed;

import dev.pharos.imaging.ImageShape;
import java.io.IOException;
import java.nio.file.Path;

/** Brings images from their slots to their places in the finished file. */
final class SlotMover {
  private final Slots slots;
  private final ImageShape shape;
  private final Entries entries;
  private final Sharing sharing;
  private final SumsPool sums;
  private final byte[] waiting;

  /**
   * A mover.
   *
   * @param shape what the images are to be
   * @param sharing which of them stay in other files
   * @param sums gets the images that come from another data set
   */
  SlotMover(Slots slots, ImageShape shape, Entries entries, Sharing sharing, SumsPool sums) {
    this.slots = slots;
    this.shape = shape;
    this.entries = entries;
    this.sharing = sharing;
    this.sums = sums;
    this.waiting = new byte[shape.withChannels(3).volume()];
  }

  /**
   * Moves them: not at all, if each is there already; towards the beginning, if some did not come
   * or all are gray; into another file, if images of another data set go between them.
   *
   * @param order the images, in the order of the data set
   * @return the file that has them all
   */
  Path move(int[] order, Path other, Runnable each) throws IOException {
    if (entries.shared() == null || !sharing.parts().isEmpty()) {
      moveTo(slots, order, each);
      return slots.path();
    }
    try (var target = new Slots(other, waiting.length)) {
      moveTo(target, order, each);
    }
    return other;
  }

  private void moveTo(Slots target, int[] order, Runnable each) throws IOException {
    var next = 0;
    for (var image : order) {
      each.run();
      var place = sharing.has(image) ? -1 : next++;
      if (entries.isShared(image)) {
        var bytes = shared(image);
        entries.setChecksum(image, SectionWriter.crc(bytes));
        if (place >= 0) {
          target.write(place, bytes.length, bytes);
        }
      } else if (target != slots || entries.slot(image) != place || shape.channels() == 1) {
        slots.read(entries.slot(image), waiting);
        var bytes = shape.channels() == 3 ? waiting : firstChannel();
        entries.setChecksum(image, SectionWriter.crc(bytes));
        target.write(place, bytes.length, bytes);
      }
    }
  }

  private byte[] shared(int image) throws IOException {
    var pixels = entries.shared().pixels(entries.numberThere(image));
    if (entries.index().split(image) == Split.TRAIN) {
      sums.add(pixels);
    }
    return pixels.withChannels(shape.channels()).data();
  }

  private byte[] firstChannel() {
    var gray = new byte[waiting.length / 3];
    for (var i = 0; i < gray.length; i++) {
      gray[i] = waiting[3 * i];
    }
    return gray;
  }
}
