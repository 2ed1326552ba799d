package dev.pharos.serving.v2;

import java.util.List;

/**
 * An inference request.
 *
 * @param id chosen by the client and echoed; null if it sent none
 * @param inputs the input tensors
 * @param outputs what is asked for; empty for every output
 * @param binaryOutputs whether outputs that say nothing of their own are wanted as bytes
 */
public record InferRequest(
    String id, List<InputTensor> inputs, List<RequestedOutput> outputs, boolean binaryOutputs) {
  public InferRequest {
    inputs = List.copyOf(inputs);
    outputs = List.copyOf(outputs);
  }
}
