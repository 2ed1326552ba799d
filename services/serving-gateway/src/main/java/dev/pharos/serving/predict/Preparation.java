package dev.pharos.serving.predict;

import dev.pharos.serving.model.Signature;
import io.vertx.core.Future;

/** Turns what a request brought into what its model takes. */
@FunctionalInterface
public interface Preparation {

  /** Prepares the images for a model. */
  Future<Prepared> prepare(Signature signature);
}
