package dev.pharos.imaging.packed;

import dev.pharos.imaging.ImageShape;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** Brings images from their slots to their places in the finished file. */
final class SlotMover {
  private final Slots slots;
  private final ImageShape shape;
  private final Sharing sharing;
  private final SumsPool sums;
  private final byte[] waiting;

  /**
   * A mover.
   *
   * @param shape what the images are to be
   * @param sharing which of them stay in other files
   * @param sums gets the images that come from other files
   */
  SlotMover(Slots slots, ImageShape shape, Sharing sharing, SumsPool sums) {
    this.slots = slots;
    this.shape = shape;
    this.sharing = sharing;
    this.sums = sums;
    this.waiting = new byte[shape.withChannels(3).volume()];
  }

  /**
   * Moves them: not at all, if each is there already; towards the beginning, if some did not come
   * or all are gray; into another file, if they came in an order of their own.
   *
   * @param entries in the order of the data set
   * @return the file that has them all
   */
  Path move(List<Entry> entries, Path other, Runnable each) throws IOException {
    if (isAscending(entries)) {
      moveTo(slots, entries, each);
      return slots.path();
    }
    try (var target = new Slots(other, waiting.length)) {
      moveTo(target, entries, each);
    }
    return other;
  }

  private boolean isAscending(List<Entry> entries) {
    var last = -1;
    for (var entry : entries) {
      if (!sharing.has(entry)) {
        if (entry.slot <= last) {
          return false;
        }
        last = entry.slot;
      }
    }
    return true;
  }

  private void moveTo(Slots target, List<Entry> entries, Runnable each) throws IOException {
    var next = 0;
    for (var entry : entries) {
      each.run();
      var place = sharing.has(entry) ? -1 : next++;
      if (entry.shared != null) {
        var image = shared(entry);
        entry.checksum = SectionWriter.crc(image);
        if (place >= 0) {
          target.write(place, image.length, image);
        }
      } else if (target != slots || entry.slot != place || shape.channels() == 1) {
        slots.read(entry.slot, waiting);
        var image = shape.channels() == 3 ? waiting : firstChannel();
        entry.checksum = SectionWriter.crc(image);
        target.write(place, image.length, image);
      }
    }
  }

  private byte[] shared(Entry entry) throws IOException {
    var pixels = entry.shared.dataset().pixels(entry.shared.image());
    if (entry.split == Split.TRAIN) {
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
