package dev.pharos.dataset.http;

import dev.pharos.artifacts.ArtifactException;
import dev.pharos.artifacts.ArtifactStore;
import dev.pharos.artifacts.ArtifactWriter;
import dev.pharos.artifacts.CorruptArtifactException;
import dev.pharos.contracts.ArtifactRef;
import dev.pharos.runtime.WorkPool;
import dev.pharos.runtime.http.Problem;
import io.vertx.core.Future;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.openapi.router.RouterBuilder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Gives artifacts to services that do not share the disk, and takes theirs. */
final class ArtifactRoutes {
  private static final Logger log = LoggerFactory.getLogger(ArtifactRoutes.class);
  private static final Pattern RANGE = Pattern.compile("bytes=(\\d{1,18})-");

  private final ArtifactStore artifacts;
  private final WorkPool files;

  ArtifactRoutes(ArtifactStore artifacts, WorkPool files) {
    this.artifacts = artifacts;
    this.files = files;
  }

  void mount(RouterBuilder routes) {
    routes.getRoute("getArtifact").addHandler(this::get);
    routes.getRoute("headArtifact").addHandler(this::head);
    routes
        .getRoute("putArtifact")
        .addHandler(this::put)
        .addFailureHandler(
            request -> {
              // Whatever is left of a body that was refused is not wanted.
              request.request().resume();
              request.next();
            });
  }

  /** An artifact and where it lies. */
  private record Found(ArtifactRef artifact, Path file) {}

  private Found find(String digest) throws IOException {
    var artifact =
        artifacts
            .find(digest)
            .orElseThrow(() -> Problem.notFound("there is no artifact " + digest));
    try {
      return new Found(artifact, artifacts.localFile(artifact));
    } catch (CorruptArtifactException e) {
      throw new Problem(410, "damaged-artifact", "The artifact is damaged", e.getMessage());
    }
  }

  /** Who asks whether it is here, and need not send it, will name it in a moment. */
  private Found touched(Found found) {
    try {
      artifacts.touch(found.artifact());
    } catch (IOException e) {
      log.warn("cannot make {} young again", found.artifact().digest(), e);
    }
    return found;
  }

  private void head(RoutingContext request) {
    var digest = Parameters.of(request).path("digest");
    files
        .submit(() -> touched(find(digest)))
        .onSuccess(
            found ->
                told(request, found)
                    .response()
                    .putHeader(HttpHeaders.CONTENT_LENGTH, Long.toString(found.artifact().size()))
                    .end())
        .onFailure(request::fail);
  }

  private void get(RoutingContext request) {
    var digest = Parameters.of(request).path("digest");
    files
        .submit(() -> find(digest))
        .compose(found -> send(told(request, found), found))
        .onFailure(request::fail);
  }

  private static RoutingContext told(RoutingContext request, Found found) {
    request
        .response()
        .putHeader(HttpHeaders.CONTENT_TYPE, "application/octet-stream")
        // It does not shrink, and a compressed answer could not say its length.
        .putHeader(HttpHeaders.CONTENT_ENCODING, HttpHeaders.IDENTITY)
        .putHeader("Accept-Ranges", "bytes")
        .putHeader(HttpHeaders.ETAG, '"' + found.artifact().digest() + '"');
    return request;
  }

  /** All of it, or what follows a byte: other ranges may be answered with all of it. */
  private static Future<Void> send(RoutingContext request, Found found) {
    var size = found.artifact().size();
    var range = RANGE.matcher(String.valueOf(request.request().getHeader("Range")));
    if (!range.matches()) {
      return request.response().sendFile(found.file().toString());
    }
    var from = Long.parseLong(range.group(1));
    if (from >= size) {
      return Future.failedFuture(
          new Problem(
              416,
              "range-not-satisfiable",
              "There is no such range",
              "Range = bytes=%d-: the artifact has %d bytes".formatted(from, size)));
    }
    return request
        .response()
        .setStatusCode(206)
        .putHeader("Content-Range", "bytes %d-%d/%d".formatted(from, size - 1, size))
        .sendFile(found.file().toString(), from, size - from);
  }

  private void put(RoutingContext request) {
    var http = request.request();
    var digest = Parameters.of(request).path("digest");
    files
        .submit(artifacts::write)
        .compose(writer -> receive(http, digest, writer))
        .recover(ArtifactRoutes::explain)
        .onSuccess(kept -> request.response().setStatusCode(204).end())
        .onFailure(request::fail);
  }

  private Future<Void> receive(HttpServerRequest http, String digest, ArtifactWriter writer) {
    var stream = new UploadStream(writer, files, Long.MAX_VALUE);
    return http.pipe()
        .endOnComplete(false)
        .to(stream)
        .compose(
            received ->
                stream.<Void>then(
                    () -> {
                      writer.commit(new ArtifactRef(digest, http.bytesRead()));
                      return null;
                    }))
        .recover(failure -> stream.close().transform(gone -> Future.<Void>failedFuture(failure)));
  }

  private static Future<Void> explain(Throwable failure) {
    if (failure instanceof CorruptArtifactException) {
      return Future.failedFuture(Problem.badRequest(failure.getMessage()));
    }
    return Future.failedFuture(
        failure instanceof ArtifactException full
            ? new Problem(
                507, "insufficient-storage", "The artifact cannot be stored", full.getMessage())
            : failure);
  }
}
