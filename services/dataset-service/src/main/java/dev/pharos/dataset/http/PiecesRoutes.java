package dev.pharos.dataset.http;

import dev.pharos.dataset.imports.Imports;
import dev.pharos.dataset.imports.Incoming;
import dev.pharos.dataset.imports.Incoming.Upload;
import dev.pharos.runtime.WorkPool;
import dev.pharos.runtime.database.Database;
import dev.pharos.runtime.http.Problem;
import io.vertx.core.Future;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.openapi.router.RouterBuilder;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Uploads in pieces, which go on where they stopped: the tus protocol 1.0 with the extensions
 * creation, termination and expiration. The last byte begins an import with the id of the upload.
 */
final class PiecesRoutes {
  private static final String VERSION = "1.0.0";
  private static final String TUS_RESUMABLE = "Tus-Resumable";
  private static final String UPLOAD_OFFSET = "Upload-Offset";
  private static final String UPLOAD_LENGTH = "Upload-Length";
  private static final String PIECE_TYPE = "application/offset+octet-stream";

  private final Database database;
  private final Imports imports;
  private final Incoming incoming;
  private final WorkPool files;
  private final long mostBytes;

  /** Who sends to an upload at the moment. */
  private final Map<UUID, HttpServerRequest> senders = new ConcurrentHashMap<>();

  PiecesRoutes(
      Database database, Imports imports, Incoming incoming, WorkPool files, long mostBytes) {
    this.database = database;
    this.imports = imports;
    this.incoming = incoming;
    this.files = files;
    this.mostBytes = mostBytes;
  }

  void mount(RouterBuilder routes) {
    routes.getRoute("createUpload").addHandler(this::checked).addHandler(this::create);
    routes.getRoute("getUpload").addHandler(this::checked).addHandler(this::get);
    routes.getRoute("headUpload").addHandler(this::checked).addHandler(this::head);
    routes.getRoute("deleteUpload").addHandler(this::checked).addHandler(this::delete);
    routes
        .getRoute("appendUpload")
        .addHandler(this::checked)
        .addHandler(this::append)
        .addFailureHandler(
            request -> {
              // Whatever is left of a piece that was refused is not wanted.
              request.request().resume();
              request.next();
            });
  }

  /** Says which protocol this is; refuses other versions of it. */
  private void checked(RoutingContext request) {
    var version = request.request().getHeader(TUS_RESUMABLE);
    request.response().putHeader(TUS_RESUMABLE, VERSION).putHeader("Tus-Version", VERSION);
    if (version != null && !version.equals(VERSION)) {
      request.fail(
          new Problem(
              412,
              "precondition-failed",
              "Another version of the protocol",
              "Tus-Resumable = '%s': must be %s".formatted(version, VERSION)));
    } else {
      request.next();
    }
  }

  /** How far an upload is. */
  private record State(UUID id, String dataset, long offset, long length, String expires) {}

  private void create(RoutingContext request) {
    var parameters = Parameters.of(request);
    var length = number(request, UPLOAD_LENGTH);
    if (length > mostBytes) {
      throw UploadStream.tooLarge(mostBytes);
    }
    if (length < 1) {
      throw Problem.badRequest("Upload-Length = %d: must be at least 1".formatted(length));
    }
    var upload =
        new Upload(
            UUID.randomUUID(),
            parameters.path("name"),
            length,
            parameters.queryLong("splitSeed").orElse(ImportRoutes.DEFAULT_SEED),
            parameters.queryDouble("maxBadShare").orElse(ImportRoutes.DEFAULT_BAD_SHARE),
            parameters.importOptions());
    var created =
        files.submit(
            () -> {
              incoming.create(upload);
              return state(upload);
            });
    created.onSuccess(
        state ->
            tell(request, state)
                .response()
                .putHeader(
                    HttpHeaders.LOCATION,
                    "/v1/datasets/%s/uploads/%s".formatted(upload.dataset(), upload.id())));
    Answers.send(request, 201, created);
  }

  private State state(Upload upload) throws IOException {
    return new State(
        upload.id(),
        upload.dataset(),
        incoming.offset(upload.id()),
        upload.length(),
        incoming.expiry(upload.id()).toString());
  }

  private static RoutingContext tell(RoutingContext request, State state) {
    request
        .response()
        .putHeader(UPLOAD_OFFSET, Long.toString(state.offset()))
        .putHeader(UPLOAD_LENGTH, Long.toString(state.length()))
        .putHeader(HttpHeaders.CACHE_CONTROL, "no-store");
    return request;
  }

  private void get(RoutingContext request) {
    Answers.send(
        request, files.submit(() -> state(find(request))).onSuccess(state -> tell(request, state)));
  }

  private void head(RoutingContext request) {
    files
        .submit(() -> state(find(request)))
        .onSuccess(state -> tell(request, state).response().setStatusCode(200).end())
        .onFailure(request::fail);
  }

  private Upload find(RoutingContext request) throws IOException {
    var parameters = Parameters.of(request);
    var id = UUID.fromString(parameters.path("id"));
    return incoming
        .find(id)
        .filter(upload -> upload.dataset().equals(parameters.path("name")))
        .orElseThrow(
            () ->
                Problem.notFound(
                    "there is no upload '%s'; one that is whole has become the import of this id"
                        .formatted(id)));
  }

  private void delete(RoutingContext request) {
    files
        .submit(
            () -> {
              var upload = find(request);
              if (incoming.offset(upload.id()) == upload.length()) {
                throw Problem.conflict("the upload is whole; cancel its import");
              }
              incoming.discard(upload.id());
              return null;
            })
        .onSuccess(gone -> request.response().setStatusCode(204).end())
        .onFailure(request::fail);
  }

  private void append(RoutingContext request) {
    var http = request.request();
    var type = http.getHeader(HttpHeaders.CONTENT_TYPE);
    if (!PIECE_TYPE.equals(type)) {
      throw Problem.unsupportedMediaType(
          "Content-Type = '%s': must be %s".formatted(type, PIECE_TYPE));
    }
    var offset = number(request, UPLOAD_OFFSET);
    var id = UUID.fromString(Parameters.of(request).path("id"));
    claim(id, http);
    files
        .submit(() -> open(find(request), offset, http))
        .compose(piece -> receive(http, piece))
        .eventually(() -> release(id, http))
        .onSuccess(state -> tell(request, state).response().setStatusCode(204).end())
        .onFailure(request::fail);
  }

  /** A connection that was given up by its sender may look alive here for minutes. */
  private void claim(UUID id, HttpServerRequest http) {
    var other = senders.putIfAbsent(id, http);
    if (other != null) {
      other.connection().close();
      throw new Problem(
          423, "locked", "The upload is in use", "another request was sending; try again");
    }
  }

  private Future<Void> release(UUID id, HttpServerRequest http) {
    senders.remove(id, http);
    return Future.succeededFuture();
  }

  /** A piece that is to be written. */
  private record Piece(Upload upload, long offset, FileChannel file) {}

  private Piece open(Upload upload, long offset, HttpServerRequest http) throws IOException {
    var there = incoming.offset(upload.id());
    if (there != offset) {
      throw Problem.conflict(
              "Upload-Offset = %d: the upload goes on at %d".formatted(offset, there))
          .with("offset", there);
    }
    var announced = http.getHeader(HttpHeaders.CONTENT_LENGTH);
    if (announced != null && Long.parseLong(announced) > upload.length() - offset) {
      throw Problem.tooLarge(
          "the piece has %s bytes, only %d are missing"
              .formatted(announced, upload.length() - offset));
    }
    return new Piece(upload, offset, incoming.append(upload.id()));
  }

  /** What came before a connection broke stays. */
  private Future<State> receive(HttpServerRequest http, Piece piece) {
    var left = piece.upload().length() - piece.offset();
    var stream = new UploadStream(Channels.newOutputStream(piece.file()), files, left);
    return http.pipe()
        .endOnComplete(false)
        .to(stream)
        .compose(received -> stream.then(() -> kept(piece)))
        .eventually(stream::close)
        .compose(this::begin);
  }

  private State kept(Piece piece) throws IOException {
    // What is told as there must be there after a loss of power.
    piece.file().force(true);
    return state(piece.upload());
  }

  /** With its last byte an upload becomes an import. */
  private Future<State> begin(State state) {
    if (state.offset() < state.length()) {
      return Future.succeededFuture(state);
    }
    return files
        .submit(() -> incoming.find(state.id()).orElseThrow())
        .compose(upload -> database.inTransaction(handle -> imports.add(handle, upload)))
        .map(begun -> state);
  }

  private static long number(RoutingContext request, String header) {
    var value = request.request().getHeader(header);
    try {
      return Long.parseLong(value);
    } catch (NumberFormatException e) {
      throw Problem.badRequest("%s = '%s': must be a number of bytes".formatted(header, value));
    }
  }
}
