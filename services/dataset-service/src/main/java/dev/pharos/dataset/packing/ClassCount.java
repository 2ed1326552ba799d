package dev.pharos.dataset.packing;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * How many images a class has.
 *
 * @param name the class
 * @param training images of the training split
 * @param validation images of the validation split
 * @param test images of the test split
 */
public record ClassCount(
    @JsonProperty("class") String name, int training, int validation, int test) {}
