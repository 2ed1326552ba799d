package dev.pharos.dataset.layout;

import dev.pharos.contracts.dataset.BadFile;
import dev.pharos.dataset.layout.RawImage.PixelOrder;
import dev.pharos.dataset.source.ImportException;
import dev.pharos.imaging.ImageShape;
import dev.pharos.imaging.packed.Split;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Pairs of IDX files, one of images and one of labels, as MNIST and its kin come. */
final class IdxLayout implements LayoutFormat {
  private static final int MOST_SIDE = 4096;

  @Override
  public String label() {
    return "an IDX file";
  }

  @Override
  public Optional<String> evidence(Files files) {
    return files.others().stream()
        .filter(
            file ->
                IdxFile.begins(files.start(file, IdxFile.LONGEST_HEADER)) || IdxFile.isNamed(file))
        .map(file -> file.path())
        .findFirst();
  }

  @Override
  public Layout read(Files files, LayoutOptions options) throws IOException, ImportException {
    var images = new ArrayList<IdxFile>();
    var labels = new ArrayList<IdxFile>();
    var ignored = new ArrayList<BadFile>();
    for (var file : files.all()) {
      var start = files.start(file, IdxFile.LONGEST_HEADER);
      if (IdxFile.begins(start) || IdxFile.isNamed(file)) {
        var idx = IdxFile.read(file, start);
        (idx.holdsLabels() ? labels : images).add(idx);
      } else {
        ignored.add(new BadFile(file.path(), "ignored: it is no IDX file"));
      }
    }
    var pairs = pair(images, labels);
    var bytes = new LinkedHashMap<IdxFile, byte[]>();
    var present = new TreeSet<Integer>();
    for (var pair : pairs.entrySet()) {
      var values = labels(pair.getKey(), pair.getValue());
      bytes.put(pair.getKey(), values);
      for (var value : values) {
        present.add(value & 0xff);
      }
    }
    var numbers = List.copyOf(present);
    var classes = numbers.stream().map(String::valueOf).toList();
    ClassNames.requireClear(classes, options.leastClasses());
    var examples = new RawExamples();
    for (var pair : bytes.entrySet()) {
      add(examples, pair.getKey(), pair.getValue(), numbers, bytes.size() > 1, options);
    }
    return new Layout(classes, examples.list(), List.of(), ignored);
  }

  private static Map<IdxFile, IdxFile> pair(List<IdxFile> images, List<IdxFile> labels)
      throws ImportException {
    var pairs = new LinkedHashMap<IdxFile, IdxFile>();
    var left = new ArrayList<>(labels);
    for (var image : images) {
      var matching =
          images.size() == 1 && labels.size() == 1
              ? labels
              : left.stream().filter(label -> key(label).equals(key(image))).toList();
      if (matching.size() != 1) {
        throw new ImportException(
            "it is not clear which labels belong to the images in '%s': there are %s; call them alike, as train-images-idx3-ubyte and train-labels-idx1-ubyte"
                .formatted(image.file().path(), paths(labels)));
      }
      pairs.put(image, matching.get(0));
      left.remove(matching.get(0));
    }
    if (!left.isEmpty() || pairs.isEmpty()) {
      throw new ImportException(
          pairs.isEmpty()
              ? "there are labels but no images: " + paths(labels)
              : "there are labels without images: " + paths(left));
    }
    return pairs;
  }

  private static String paths(List<IdxFile> files) {
    return files.isEmpty()
        ? "no labels"
        : files.stream().map(each -> each.file().path()).collect(Collectors.joining(", "));
  }

  /** What the names of a pair have in common. */
  private static String key(IdxFile file) {
    return file.file()
        .path()
        .toLowerCase(Locale.ROOT)
        .replaceAll("images?|labels?", "")
        .replaceAll("idx[1-4]", "");
  }

  private static byte[] labels(IdxFile images, IdxFile labels) throws IOException, ImportException {
    if (images.count() != labels.count()) {
      throw new ImportException(
          "'%s' has %d images but '%s' has %d labels"
              .formatted(
                  images.file().path(), images.count(), labels.file().path(), labels.count()));
    }
    return labels.file().read(labels.header(), labels.count());
  }

  private static void add(
      RawExamples examples,
      IdxFile images,
      byte[] labels,
      List<Integer> numbers,
      boolean several,
      LayoutOptions options)
      throws ImportException {
    var stored = stored(images);
    var shape = options.padTo() == 0 ? stored : padded(images, stored, options.padTo());
    PixelOrder order = bytes -> pad(bytes, stored, shape);
    var split = several ? split(images) : Optional.<Split>empty();
    var classes = new byte[labels.length];
    for (var i = 0; i < labels.length; i++) {
      classes[i] = (byte) numbers.indexOf(labels[i] & 0xff);
    }
    examples.add(
        images.file(),
        classes,
        split,
        number ->
            new RawImage(
                images.file(),
                number,
                images.header() + (long) number * stored.volume(),
                stored.volume(),
                shape,
                order));
  }

  private static ImageShape stored(IdxFile images) throws ImportException {
    var sizes = images.sizes();
    var channels = sizes.size() == 4 ? sizes.get(3) : 1;
    if (sizes.size() < 3
        || (channels != 1 && channels != 3)
        || sizes.get(1) > MOST_SIDE
        || sizes.get(2) > MOST_SIDE) {
      throw new ImportException(
          "'%s' holds %s values; images have a number, a height and a width (up to %d), and perhaps 1 or 3 channels"
              .formatted(images.file().path(), sizes, MOST_SIDE));
    }
    return new ImageShape(sizes.get(1), sizes.get(2), channels);
  }

  private static ImageShape padded(IdxFile images, ImageShape stored, int side)
      throws ImportException {
    if (stored.height() > side || stored.width() > side) {
      throw new ImportException(
          "the images in '%s' have %d x %d pixels, which cannot be padded to %d x %d"
              .formatted(images.file().path(), stored.height(), stored.width(), side, side));
    }
    return new ImageShape(side, side, stored.channels());
  }

  /** Zeros around an image, which stays in the middle. */
  private static byte[] pad(byte[] bytes, ImageShape stored, ImageShape shape) {
    if (stored.equals(shape)) {
      return bytes;
    }
    var padded = new byte[shape.volume()];
    var row = stored.width() * stored.channels();
    var top = (shape.height() - stored.height()) / 2;
    var left = (shape.width() - stored.width()) / 2 * shape.channels();
    for (var y = 0; y < stored.height(); y++) {
      System.arraycopy(
          bytes, y * row, padded, (y + top) * shape.width() * shape.channels() + left, row);
    }
    return padded;
  }

  private static Optional<Split> split(IdxFile images) {
    var name = Files.name(images.file()).toLowerCase(Locale.ROOT);
    if (name.contains("t10k") || name.contains("test")) {
      return Optional.of(Split.TEST);
    }
    return Optional.of(name.contains("val") ? Split.VALIDATION : Split.TRAIN);
  }
}
