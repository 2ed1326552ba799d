package dev.pharos.serving.http;

import dev.pharos.runtime.http.Problem;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerFileUpload;
import io.vertx.core.http.HttpServerRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Reads the images of one request: a body that is an image, or the files of a form. Nothing touches
 * the disk; more bytes or files than allowed end the reading.
 */
final class ImageUpload {
  private static final String FORM = "multipart/form-data";
  private static final String BODY_NAME = "image";

  private final HttpServerRequest request;
  private final long maxBytes;
  private final int maxImages;
  private final Promise<List<ImageFile>> read = Promise.promise();
  private final List<ImageFile> files = new ArrayList<>();
  private long bytes;

  private ImageUpload(HttpServerRequest request, long maxBytes, int maxImages) {
    this.request = request;
    this.maxBytes = maxBytes;
    this.maxImages = maxImages;
  }

  /**
   * Reads a request's images. Call it before anything else touches the body.
   *
   * @return fails with a {@link Problem} when the body is too large, of a wrong type or empty
   */
  static Future<List<ImageFile>> read(HttpServerRequest request, long maxBytes, int maxImages) {
    var upload = new ImageUpload(request, maxBytes, maxImages);
    try {
      upload.begin();
    } catch (Problem problem) {
      upload.read.fail(problem);
    }
    return upload.read.future();
  }

  private void begin() {
    var type = mediaType();
    requireSize(declaredLength());
    request.exceptionHandler(
        failure ->
            read.tryFail(Problem.badRequest("the upload broke off: " + failure.getMessage())));
    if (type.equals(FORM)) {
      request.setExpectMultipart(true);
      request.uploadHandler(this::file);
      request.endHandler(end -> complete("the form has no file; send -F image=@FILE"));
    } else if (type.isEmpty()
        || type.startsWith("image/")
        || type.equals("application/octet-stream")) {
      var body = Buffer.buffer();
      request.handler(chunk -> append(body, chunk));
      request.endHandler(
          end -> {
            if (body.length() > 0) {
              files.add(new ImageFile(BODY_NAME, body.getBytes()));
            }
            complete("the body is empty; it must be an image, or a form with images");
          });
    } else {
      throw Problem.unsupportedMediaType(
          "Content-Type is '%s', must be image/*, application/octet-stream or %s"
              .formatted(type, FORM));
    }
    if (request.headers().contains(HttpHeaders.EXPECT, HttpHeaders.CONTINUE, true)) {
      request.response().writeContinue();
    }
  }

  private void file(HttpServerFileUpload upload) {
    var content = Buffer.buffer();
    upload.handler(chunk -> append(content, chunk));
    upload.endHandler(end -> add(upload.filename(), content));
  }

  private void add(String name, Buffer content) {
    if (files.size() == maxImages) {
      read.tryFail(
          Problem.tooLarge("the form has more than %d files; send fewer".formatted(maxImages)));
    } else if (!read.future().isComplete()) {
      files.add(new ImageFile(name, content.getBytes()));
    }
  }

  private void append(Buffer content, Buffer chunk) {
    bytes += chunk.length();
    if (bytes > maxBytes) {
      read.tryFail(tooLarge("more than " + maxBytes));
    } else if (!read.future().isComplete()) {
      content.appendBuffer(chunk);
    }
  }

  private void complete(String empty) {
    if (files.isEmpty()) {
      read.tryFail(Problem.badRequest(empty));
    } else {
      read.tryComplete(files);
    }
  }

  private void requireSize(long length) {
    if (length > maxBytes) {
      throw tooLarge(String.valueOf(length));
    }
  }

  private Problem tooLarge(String length) {
    return Problem.tooLarge(
        "the body has %s bytes, at most %d are taken".formatted(length, maxBytes));
  }

  private long declaredLength() {
    var length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
    try {
      return length == null ? 0 : Long.parseLong(length);
    } catch (NumberFormatException e) {
      throw Problem.badRequest("Content-Length is '%s', must be a number".formatted(length));
    }
  }

  private String mediaType() {
    var header = request.getHeader(HttpHeaders.CONTENT_TYPE);
    var type = header == null ? "" : header.split(";", 2)[0].strip();
    return type.toLowerCase(Locale.ROOT);
  }
}
