package dev.pharos.platform.cli;

import dev.pharos.contracts.dataset.ImportPhase;
import dev.pharos.platform.client.Answer;
import dev.pharos.platform.client.DatasetImport;
import dev.pharos.platform.client.PharosClient;
import dev.pharos.platform.client.ProblemException;
import dev.pharos.platform.client.Uris;
import dev.pharos.platform.terminal.Words;
import dev.pharos.platform.watch.ImportWatch;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code pharos dataset import}. */
@Command(
    name = "import",
    description = {
      "Makes a data set of images in one folder for each class, of the files of MNIST, CIFAR or"
          + " ImageNet, or of a list of paths and labels; as a folder, zip, tar, tar.gz or tar.zst.",
      "A platform on this machine reads PATH itself; another one, or one that cannot see PATH, is"
          + " sent its content."
    },
    sortOptions = false,
    footerHeading = "%nExamples:%n",
    footer = {
      "  pharos dataset import ~/photos --name photos",
      "  pharos dataset import digits.zip --name digits --json",
      "  pharos dataset import ~/new-photos --name photos --add",
      "  pharos dataset import /srv/images --name images --on-server"
    })
final class DatasetImportCommand implements Callable<Integer> {
  private static final int UNPROCESSABLE = 422;

  private final Surroundings surroundings;

  @Parameters(paramLabel = "PATH", description = "A folder, or a zip, tar, tar.gz or tar.zst file.")
  private Path path;

  @Option(names = "--name", required = true, paramLabel = "NAME", description = "The data set.")
  private String name;

  @Option(
      names = "--split-seed",
      paramLabel = "S",
      defaultValue = "1",
      description =
          "Seed of the split into training, validation and test images (default:"
              + " ${DEFAULT-VALUE}).")
  private long splitSeed;

  @Option(
      names = "--max-bad-share",
      paramLabel = "SHARE",
      defaultValue = "0.05",
      description =
          "Share of unreadable images, 0 to 1, above which nothing is imported (default:"
              + " ${DEFAULT-VALUE}).")
  private double maxBadShare;

  @Option(
      names = "--add",
      description = "Keep the images of the newest version and add these: a version of both.")
  private boolean add;

  @Option(
      names = "--coarse-labels",
      description = "Of CIFAR-100, take the 20 superclasses instead of the 100 classes.")
  private boolean coarseLabels;

  @Option(
      names = "--pad-to",
      paramLabel = "PIXELS",
      description = "Put zeros around the images of IDX files (MNIST) up to this height and width.")
  private Integer padTo;

  @Option(
      names = "--upload",
      description = "Send the content even if the platform could read PATH.")
  private boolean upload;

  @Option(names = "--on-server", description = "PATH is a path on the platform's machine.")
  private boolean onServer;

  @Option(names = "--detach", description = "Do not wait for the end of the import.")
  private boolean detach;

  @Mixin private Connection connection;
  @Mixin private Output output;

  DatasetImportCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() throws InterruptedException {
    if (upload && onServer) {
      throw new CommandFailure("--upload and --on-server contradict each other");
    }
    if (!onServer && !Files.isReadable(path)) {
      throw new CommandFailure("no such file or folder, or it cannot be read: " + path);
    }
    var client = connection.client();
    var started = start(client);
    if (detach) {
      print(started);
      return 0;
    }
    var ended =
        new ImportWatch(client, surroundings.terminal()).toEnd(started.as(DatasetImport.class));
    print(ended);
    require(ended.as(DatasetImport.class));
    return 0;
  }

  private Answer start(PharosClient client) throws InterruptedException {
    if (onServer) {
      return byPath(client, path);
    }
    if (!upload && isHere(client)) {
      try {
        return byPath(client, path.toAbsolutePath().normalize());
      } catch (ProblemException e) {
        // Here, but behind a container's walls or under another user.
        if (e.status() != UNPROCESSABLE || !e.names("path")) {
          throw e;
        }
      }
    }
    return new Upload(client, surroundings.terminal()).send(path, name, settings());
  }

  private Answer byPath(PharosClient client, Path seen) {
    var body = new LinkedHashMap<>(settings());
    body.put("path", seen.toString());
    return client.post("/v1/datasets/%s/imports".formatted(Uris.segment(name)), body);
  }

  private Map<String, Object> settings() {
    var settings = new LinkedHashMap<String, Object>();
    settings.put("splitSeed", splitSeed);
    settings.put("maxBadShare", maxBadShare);
    if (add) {
      settings.put("mode", "add");
    }
    if (coarseLabels) {
      settings.put("coarseLabels", true);
    }
    if (padTo != null) {
      settings.put("padTo", padTo);
    }
    return settings;
  }

  private static boolean isHere(PharosClient client) {
    try {
      return InetAddress.getByName(client.server().getHost()).isLoopbackAddress();
    } catch (UnknownHostException e) {
      return false;
    }
  }

  private void print(Answer answer) {
    if (output.json()) {
      output.print(answer.body());
      return;
    }
    var found = answer.as(DatasetImport.class);
    if (found.phase() == ImportPhase.READY) {
      surroundings.say("%s@%d is ready".formatted(found.dataset(), found.version()));
    } else if (!found.phase().ended()) {
      surroundings.say(String.valueOf(found.id()));
    }
    found
        .badFiles()
        .forEach(bad -> surroundings.remark("  %s: %s".formatted(bad.file(), bad.reason())));
    if (found.bad() > found.badFiles().size()) {
      surroundings.remark(
          "  and %s more".formatted(Words.count(found.bad() - found.badFiles().size())));
    }
  }

  private static void require(DatasetImport ended) {
    if (ended.phase() != ImportPhase.READY) {
      throw new CommandFailure(
          "data set '%s' was not imported%s"
              .formatted(ended.dataset(), ended.reason() == null ? "" : ": " + ended.reason()));
    }
  }
}
