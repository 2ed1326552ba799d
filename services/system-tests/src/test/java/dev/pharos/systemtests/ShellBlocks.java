package dev.pharos.systemtests;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.regex.Pattern;

/** The commands that a document tells its readers to type. */
record ShellBlocks(String document, List<String> blocks) {
  private static final Pattern BLOCK =
      Pattern.compile("^```sh\\n(.*?)^```$", Pattern.MULTILINE | Pattern.DOTALL);

  /** Those of a document of the checkout. */
  static ShellBlocks of(String document) throws IOException {
    var text = Files.readString(Checkout.root().resolve(document));
    return new ShellBlocks(
        document, BLOCK.matcher(text).results().map(match -> match.group(1)).toList());
  }

  /** The one block with these words. */
  String with(String words) {
    var found = blocks.stream().filter(block -> block.contains(words)).toList();
    if (found.size() != 1) {
      throw new AssertionError(
          "%d blocks of %s contain '%s'".formatted(found.size(), document, words));
    }
    return found.get(0);
  }
}
