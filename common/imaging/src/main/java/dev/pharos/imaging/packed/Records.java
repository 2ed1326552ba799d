package dev.pharos.imaging.packed;

import dev.pharos.contracts.ArtifactRef;
import dev.pharos.imaging.ImageShape;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.IntBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;

/** The images of a data set: those of its own file, and those of files that it shares. */
final class Records {
  /** Its own file first, then the parts. */
  private final MappedRegion[] files;

  /** File and number of each image; null where all lie in the one file, in order. */
  private final IntBuffer places;

  private Records(MappedRegion[] files, IntBuffer places) {
    this.files = files;
    this.places = places;
  }

  /** All images in the one file. */
  static Records own(Sections sections) throws IOException {
    var info = sections.info();
    var region = sections.mapped(Layout.RECORDS, info.images(), info.shape().volume());
    return new Records(new MappedRegion[] {region}, null);
  }

  /** Images in several files. */
  static Records shared(Sections sections, Path path, PartFiles parts) throws IOException {
    var shape = sections.info().shape();
    var files = new MappedRegion[1 + sections.parts().size()];
    files[0] = sections.mappedRecords();
    for (var i = 1; i < files.length; i++) {
      files[i] = part(parts.file(sections.parts().get(i - 1)), shape);
    }
    var places = sections.places();
    for (var image = 0; image < sections.info().images(); image++) {
      var file = places.get(2 * image);
      var record = places.get(2 * image + 1);
      if (file < 0 || file >= files.length || record < 0 || record >= files[file].items()) {
        throw new CorruptDatasetException(
            path, "the place of image %d makes no sense".formatted(image));
      }
    }
    return new Records(files, places);
  }

  private static MappedRegion part(Path path, ImageShape shape) throws IOException {
    try (var file = FileChannel.open(path, StandardOpenOption.READ)) {
      var sections = Sections.read(path, file);
      if (!sections.info().shape().equals(shape)) {
        throw new CorruptDatasetException(
            path, "its images are %s, not %s".formatted(sections.info().shape(), shape));
      }
      return sections.mappedRecords();
    }
  }

  /** Copies a run of an image's bytes to the beginning of an array. */
  void get(int image, int from, byte[] target, int length) {
    if (places == null) {
      files[0].get(image, from, target, length);
    } else {
      files[places.get(2 * image)].get(places.get(2 * image + 1), from, target, length);
    }
  }

  /** A read-only view of an image. */
  ByteBuffer view(int image) {
    return places == null
        ? files[0].view(image)
        : files[places.get(2 * image)].view(places.get(2 * image + 1));
  }

  /**
   * Where an image lies.
   *
   * @param file the content of the file, null for the data set's own
   * @param record its number there
   */
  record Place(ArtifactRef file, int record) {}

  /** The place of an image, given the parts of its data set. */
  Place place(int image, List<ArtifactRef> parts) {
    if (places == null) {
      return new Place(null, image);
    }
    var file = places.get(2 * image);
    return new Place(file == 0 ? null : parts.get(file - 1), places.get(2 * image + 1));
  }
}
