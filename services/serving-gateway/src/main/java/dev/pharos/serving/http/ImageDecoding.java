package dev.pharos.serving.http;

import dev.pharos.imaging.decode.FittingDecoder;
import dev.pharos.imaging.decode.ImageDecoder;
import dev.pharos.imaging.decode.UndecodableImageException;
import dev.pharos.imaging.prepare.StoredSize;
import dev.pharos.runtime.WorkPool;
import dev.pharos.runtime.http.Problem;
import dev.pharos.serving.model.Signature;
import dev.pharos.serving.predict.Prepared;
import io.vertx.core.Future;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** Decodes images and prepares them exactly as imports and training did, off the event loop. */
final class ImageDecoding {
  private final WorkPool pool;
  private final ThreadLocal<FittingDecoder> decoders;

  /**
   * @param maxPixels the most pixels of an image
   */
  ImageDecoding(WorkPool pool, long maxPixels) {
    this.pool = pool;
    var decoder = new ImageDecoder(maxPixels);
    this.decoders = ThreadLocal.withInitial(() -> new FittingDecoder(decoder));
  }

  /** What a model takes, from files; fails with a {@link Problem} that names each bad file. */
  Future<Prepared> prepare(List<ImageFile> files, Signature signature) {
    var volume = signature.input().volume();
    var pixels = new float[Math.multiplyExact(files.size(), volume)];
    var prepared =
        IntStream.range(0, files.size())
            .mapToObj(i -> pool.submit(() -> prepare(files.get(i), signature, pixels, i * volume)))
            .toList();
    return Future.all(prepared)
        .compose(
            all -> {
              var errors = prepared.stream().flatMap(done -> done.result().stream()).toList();
              return errors.isEmpty()
                  ? Future.succeededFuture(new Prepared(pixels, files.size()))
                  : Future.failedFuture(undecodable(errors));
            });
  }

  private Optional<Problem.FieldError> prepare(
      ImageFile file, Signature signature, float[] pixels, int offset) {
    try {
      var stored = signature.preprocessing().stored();
      var size = new StoredSize(stored.height(), stored.width());
      var image = decoders.get().decode(file.bytes(), size);
      signature.preprocessing().toTensor(image, pixels, offset);
      return Optional.empty();
    } catch (UndecodableImageException e) {
      return Optional.of(new Problem.FieldError(file.name(), null, e.getMessage()));
    }
  }

  private static Problem undecodable(List<Problem.FieldError> errors) {
    var first = errors.get(0);
    var detail =
        errors.size() == 1
            ? "%s: %s".formatted(first.field(), first.message())
            : "%d files are no images that can be read, the first is %s: %s"
                .formatted(errors.size(), first.field(), first.message());
    return Problem.invalid(detail, errors);
  }
}
