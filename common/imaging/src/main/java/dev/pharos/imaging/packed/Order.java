package dev.pharos.imaging.packed;

import dev.pharos.imaging.packed.PackedDatasetWriter.Expected;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.List;

/** Which image has which slot: the place it will have where that is known, else the next. */
final class Order {
  private final List<Entry> expected = new ArrayList<>();
  private final BitSet taken = new BitSet();
  private final List<Entry> entries = new ArrayList<>();

  synchronized void expect(List<Expected> images) {
    for (var image : images) {
      expected.add(new Entry(image.label(), null, image.sourceName(), image.contentHash()));
    }
    expected.sort(Entry.ORDER);
  }

  /** The slot of an image that has come. */
  synchronized int place(Entry entry) {
    entry.slot = expected.isEmpty() ? entries.size() : find(entry);
    taken.set(entry.slot);
    if (!expected.isEmpty()) {
      expected.set(entry.slot, entry); // the same for the search, and one of them is enough
    }
    entries.add(entry);
    return entry.slot;
  }

  private int find(Entry entry) {
    var found = Collections.binarySearch(expected, entry, Entry.ORDER);
    // Of equal ones any.
    while (found > 0 && Entry.ORDER.compare(expected.get(found - 1), entry) == 0) {
      found--;
    }
    while (found >= 0
        && found < expected.size()
        && taken.get(found)
        && Entry.ORDER.compare(expected.get(found), entry) == 0) {
      found++;
    }
    if (found < 0
        || found == expected.size()
        || Entry.ORDER.compare(expected.get(found), entry) != 0) {
      throw new IllegalArgumentException(
          "the image '%s' was not expected, or came twice".formatted(entry.sourceName));
    }
    return found;
  }

  /** An image that needs no slot. */
  synchronized void add(Entry entry) {
    entries.add(entry);
  }

  /** The images that have come, in the order of the data set. */
  synchronized List<Entry> entries() {
    entries.sort(Entry.ORDER);
    return entries;
  }
}
