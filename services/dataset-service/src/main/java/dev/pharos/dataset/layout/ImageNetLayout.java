package dev.pharos.dataset.layout;

import dev.pharos.contracts.dataset.BadFile;
import dev.pharos.dataset.source.ImportException;
import dev.pharos.dataset.source.SourceFile;
import dev.pharos.imaging.packed.Split;
import java.io.IOException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * ImageNet as it is handed out (Russakovsky et al. 2015): training images in folders or tars called
 * by WordNet numbers, {@code synset_words.txt} that says what these mean, and a list of the
 * validation images with the number of their synset, or its place (from 0) in the list of words.
 */
final class ImageNetLayout implements LayoutFormat {
  private static final String SYNSET = "n[0-9]{8}";

  @Override
  public String label() {
    return "ImageNet's list of synsets";
  }

  @Override
  public Optional<String> evidence(Files files) {
    return words(files).map(SourceFile::path);
  }

  private static Optional<SourceFile> words(Files files) {
    return files.others().stream()
        .filter(file -> files.firstLine(file).matches(SYNSET + "\\s+\\S.*"))
        .findFirst();
  }

  @Override
  public Layout read(Files files, LayoutOptions options) throws IOException, ImportException {
    var wordsFile = words(files).orElseThrow();
    var words = words(wordsFile);
    var synsets = List.copyOf(words.keySet());
    var numbers = new HashMap<String, Integer>();
    synsets.forEach(synset -> numbers.put(synset, numbers.size()));
    var examples = new FileExamples(files.all());
    var others = new BitSet();
    for (var number = 0; number < files.all().size(); number++) {
      var file = files.all().get(number);
      var parts = file.path().split("/", -1);
      var synset = parts.length < 2 ? "" : parts[parts.length - 2];
      if (numbers.containsKey(synset)) {
        examples.add(number, numbers.get(synset), Optional.of(splitOf(parts)));
      } else if (synset.matches(SYNSET)) {
        throw new ImportException(
            "'%s' is of the synset %s, which '%s' does not name"
                .formatted(file.path(), synset, wordsFile.path()));
      } else if (!file.path().equals(wordsFile.path())) {
        others.set(number);
      }
    }
    if (examples.size() == 0) {
      throw new ImportException(
          "'%s' names synsets, but there are no training images in folders or tars called like them (%s)"
              .formatted(wordsFile.path(), synsets.get(0)));
    }
    var training = examples.size();
    var bad = new ArrayList<BadFile>();
    addValidation(files, others, numbers, examples, bad);
    var ignored = files.told(others::get, "ignored: it is of no synset and in no list");
    return new Layout(
        List.copyOf(words.values()),
        examples.list((place, file) -> name(file, place < training)),
        bad,
        ignored);
  }

  /** With the folder of its synset, or that of all validation images. */
  private static String name(SourceFile file, boolean isTraining) {
    var path = file.path();
    var name = path.lastIndexOf('/') + 1;
    return isTraining
        ? path.substring(path.lastIndexOf('/', name - 2) + 1)
        : "val/" + path.substring(name);
  }

  /** Synset and class name, in the order of the synsets' numbers, which is that of the labels. */
  private static Map<String, String> words(SourceFile file) throws IOException, ImportException {
    var words = new TreeMap<String, String>();
    var number = 0;
    for (var line : Files.text(file.read()).split("\n", -1)) {
      number++;
      if (line.isBlank()) {
        continue;
      }
      var parts = line.strip().split("\\s+", 2);
      if (parts.length < 2 || !parts[0].matches(SYNSET)) {
        throw new ImportException(
            "'%s', line %d: must be a synset and its words, such as 'n01440764 tench', is '%s'"
                .formatted(file.path(), number, line.strip()));
      }
      // Two synsets are called crane: the number keeps them apart.
      var name = ClassNames.of(parts[0] + " " + parts[1].split(",", 2)[0].strip());
      if (words.put(parts[0], name) != null) {
        throw new ImportException(
            "'%s', line %d: %s is named twice".formatted(file.path(), number, parts[0]));
      }
    }
    ClassNames.requireClear(words.values(), 1);
    return words;
  }

  private static Split splitOf(String[] parts) {
    for (var i = parts.length - 3; i >= 0; i--) {
      var name = parts[i].replaceAll("(?i)^.*(train|val|test).*$", "$1");
      var split = FolderLayout.splitOf(name);
      if (split.isPresent()) {
        return split.get();
      }
    }
    return Split.TRAIN;
  }

  private static void addValidation(
      Files files,
      BitSet others,
      Map<String, Integer> numbers,
      FileExamples examples,
      List<BadFile> bad)
      throws IOException, ImportException {
    var byName = new HashMap<String, Integer>();
    others.stream().forEach(file -> byName.put(Files.name(files.all().get(file)), file));
    var named = new HashSet<String>();
    for (var list : files.others()) {
      var first = files.firstLine(list).split("\\s+", -1);
      if (first.length == 1 && first[0].matches("[0-9]+")) {
        throw new ImportException(
            "'%s' holds numbers without names: those of the development kit follow an order of their own (meta.mat); give a list of 'file synset' lines"
                .formatted(list.path()));
      }
      if (first.length != 2 || !first[1].matches("[0-9]+|" + SYNSET)) {
        continue;
      }
      others.clear(files.find(list.path()));
      var number = 0;
      for (var line : Files.text(list.read()).split("\n", -1)) {
        number++;
        if (line.isBlank()) {
          continue;
        }
        var parts = line.strip().split("\\s+", -1);
        var label = parts.length == 2 ? label(parts[1], numbers) : -1;
        if (label < 0) {
          throw new ImportException(
              "'%s', line %d: must be a file and a synset or a number from 0 to %d, is '%s'"
                  .formatted(list.path(), number, numbers.size() - 1, line.strip()));
        }
        var name = parts[0].substring(parts[0].lastIndexOf('/') + 1);
        var file = byName.get(name);
        if (file == null) {
          if (!isTraining(parts[0])) {
            bad.add(
                new BadFile(
                    parts[0],
                    "line %d of '%s' names it, but it is not there"
                        .formatted(number, list.path())));
          }
        } else if (named.add(name)) {
          examples.add(file, label, Optional.of(Split.VALIDATION));
          others.clear(file);
        }
      }
    }
  }

  /** Lists of training images repeat what their folders say. */
  private static boolean isTraining(String path) {
    return path.matches("(.*/)?" + SYNSET + "/.*");
  }

  private static int label(String text, Map<String, Integer> numbers) {
    if (numbers.containsKey(text)) {
      return numbers.get(text);
    }
    return text.matches("[0-9]{1,6}") && Integer.parseInt(text) < numbers.size()
        ? Integer.parseInt(text)
        : -1;
  }
}
