package dev.pharos.contracts.dataset;

import dev.pharos.contracts.ArtifactRef;
import dev.pharos.contracts.MessageType;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * A version of a data set can be trained on.
 *
 * @param importId the import that made it, or found it there already
 * @param name the data set
 * @param version its version, from 1
 * @param packed the packed data set
 * @param height stored image height in pixels
 * @param width stored image width in pixels
 * @param channels 1 or 3
 * @param classes class names, in label order
 * @param training images of the training split
 * @param validation images of the validation split
 * @param test images of the test split
 * @param bad images that could not be read
 * @param isNew false if the same content was there already
 * @param at when
 */
@MessageType(name = "dataset.ready", version = 1)
public record DatasetReady(
    UUID importId,
    String name,
    int version,
    ArtifactRef packed,
    int height,
    int width,
    int channels,
    List<String> classes,
    int training,
    int validation,
    int test,
    int bad,
    boolean isNew,
    Instant at)
    implements DatasetEvent {}
