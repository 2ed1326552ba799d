package dev.pharos.serving.v2;

import java.util.List;

/**
 * An input of an inference request.
 *
 * @param name the input's name
 * @param datatype such as {@code FP32}
 * @param shape its dimensions
 * @param data its values
 */
record InputTensor(String name, String datatype, List<Long> shape, TensorData data) {}
