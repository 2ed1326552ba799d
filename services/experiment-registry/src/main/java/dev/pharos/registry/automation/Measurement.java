package dev.pharos.registry.automation;

import dev.pharos.contracts.automation.Action.Promote;
import java.util.UUID;

/**
 * A promotion that waits for the version in office to be tested on the data of its challenger.
 *
 * @param inspection that tests it
 * @param model the registered model
 * @param version the challenger
 * @param champion the version in office
 * @param wish what was asked for
 */
record Measurement(UUID inspection, String model, int version, int champion, Promote wish) {}
