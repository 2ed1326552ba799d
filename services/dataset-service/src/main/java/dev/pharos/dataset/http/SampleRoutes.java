package dev.pharos.dataset.http;

import dev.pharos.contracts.ArtifactRef;
import dev.pharos.dataset.DatasetStore;
import dev.pharos.dataset.DatasetStore.VersionRow;
import dev.pharos.dataset.http.Views.Page;
import dev.pharos.dataset.http.Views.Sample;
import dev.pharos.imaging.Pixels;
import dev.pharos.imaging.PngEncoder;
import dev.pharos.imaging.packed.PackedDataset;
import dev.pharos.imaging.packed.Split;
import dev.pharos.runtime.WorkPool;
import dev.pharos.runtime.database.Database;
import dev.pharos.runtime.http.Problem;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.openapi.router.RouterBuilder;
import java.io.IOException;
import java.util.stream.IntStream;

/** Images of a version to look at. */
final class SampleRoutes {
  private static final int DEFAULT_COUNT = 12;

  private final Database database;
  private final DatasetStore store;
  private final OpenDatasets datasets;
  private final WorkPool files;

  SampleRoutes(Database database, DatasetStore store, OpenDatasets datasets, WorkPool files) {
    this.database = database;
    this.store = store;
    this.datasets = datasets;
    this.files = files;
  }

  void mount(RouterBuilder routes) {
    routes.getRoute("listSamples").addHandler(this::list);
    routes.getRoute("getImage").addHandler(this::image);
    routes.getRoute("getMeanImage").addHandler(this::meanImage);
  }

  private void list(RoutingContext request) {
    var parameters = Parameters.of(request);
    Answers.send(
        request,
        version(parameters).compose(version -> files.submit(() -> samples(version, parameters))));
  }

  private Page<Sample> samples(VersionRow version, Parameters parameters) throws IOException {
    var label = parameters.query("class").map(name -> label(version, name));
    var split = parameters.query("split").map(SampleRoutes::split);
    var dataset = datasets.get(packed(version));
    var images =
        IntStream.range(0, dataset.size())
            .filter(i -> label.isEmpty() || dataset.label(i) == label.get())
            .filter(i -> split.isEmpty() || dataset.split(i) == split.get())
            .toArray();
    var count = Math.min(parameters.queryNumber("count").orElse(DEFAULT_COUNT), images.length);
    // Evenly spread: images are sorted by class, so that every class is seen.
    var items =
        IntStream.range(0, count)
            .map(i -> images[(int) ((long) i * images.length / count)])
            .mapToObj(index -> sample(version, dataset, index))
            .toList();
    return new Page<>(items, null);
  }

  private static int label(VersionRow version, String name) {
    var label = version.classes().indexOf(name);
    if (label < 0) {
      throw Problem.notFound(
          "'%s' version %d has no class '%s'"
              .formatted(version.dataset(), version.version(), name));
    }
    return label;
  }

  /** In the API a split is called training, validation or test. */
  private static Split split(String name) {
    return name.equals("training") ? Split.TRAIN : Split.ofLabel(name);
  }

  private static String name(Split split) {
    return split == Split.TRAIN ? "training" : split.label();
  }

  private static Sample sample(VersionRow version, PackedDataset dataset, int index) {
    return new Sample(
        index,
        version.classes().get(dataset.label(index)),
        name(dataset.split(index)),
        dataset.sourceName(index),
        "/v1/datasets/%s/versions/%d/images/%d"
            .formatted(version.dataset(), version.version(), index));
  }

  private void image(RoutingContext request) {
    var parameters = Parameters.of(request);
    var index = parameters.number("index");
    send(request, version(parameters).compose(version -> files.submit(() -> png(version, index))));
  }

  private void meanImage(RoutingContext request) {
    send(
        request,
        version(Parameters.of(request)).compose(version -> files.submit(() -> meanPng(version))));
  }

  private Buffer meanPng(VersionRow version) throws IOException {
    var dataset = datasets.get(packed(version));
    var mean =
        dataset
            .meanImage()
            .orElseThrow(
                () ->
                    Problem.notFound(
                        "'%s' version %d was made before mean images were"
                            .formatted(version.dataset(), version.version())));
    var bytes = new byte[mean.length];
    for (var i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) Math.round(255 * mean[i]);
    }
    try (var encoder = new PngEncoder()) {
      return Buffer.buffer(encoder.encode(new Pixels(dataset.shape(), bytes)));
    }
  }

  private static void send(RoutingContext request, Future<Buffer> image) {
    image
        .onSuccess(
            png ->
                request
                    .response()
                    .putHeader(HttpHeaders.CONTENT_TYPE, "image/png")
                    // Compressed already.
                    .putHeader(HttpHeaders.CONTENT_ENCODING, HttpHeaders.IDENTITY)
                    // A version never changes; the answer is for whoever was let in.
                    .putHeader(HttpHeaders.CACHE_CONTROL, "private, max-age=31536000, immutable")
                    .end(png))
        .onFailure(request::fail);
  }

  private Buffer png(VersionRow version, int index) throws IOException {
    try (var encoder = new PngEncoder()) {
      return Buffer.buffer(encoder.encode(open(version, index).pixels(index)));
    }
  }

  /** The open data set of a version that has such an image; touches the disk. */
  PackedDataset open(VersionRow version, int index) throws IOException {
    var dataset = datasets.get(packed(version));
    if (index >= dataset.size()) {
      throw Problem.notFound(
          "'%s' version %d has images 0 to %d, not %d"
              .formatted(version.dataset(), version.version(), dataset.size() - 1, index));
    }
    return dataset;
  }

  /** The version of the path; fails with 404 if there is none. */
  Future<VersionRow> version(Parameters parameters) {
    var name = parameters.path("name");
    var number = parameters.number("version");
    return database
        .withHandle(handle -> store.version(handle, name, number))
        .map(version -> version.orElseThrow(() -> missing(name, number)));
  }

  static Problem missing(String name, int version) {
    return Problem.notFound("there is no version %d of a data set '%s'".formatted(version, name));
  }

  private static ArtifactRef packed(VersionRow version) {
    return new ArtifactRef(version.packedDigest(), version.packedSize());
  }
}
