package dev.pharos.serving.catalog;

import dev.pharos.contracts.model.ModelVersion;
import java.util.Optional;

/**
 * What a request's selector came to.
 *
 * @param model the model's name
 * @param alias the alias that was followed, if one was
 * @param version the version that the catalogue holds for it
 */
public record Choice(String model, Optional<String> alias, ModelVersion version) {}
