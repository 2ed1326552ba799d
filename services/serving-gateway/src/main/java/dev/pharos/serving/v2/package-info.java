/**
 * The messages of the Open Inference Protocol v2 (REST) and of its binary tensor extension, read
 * and written.
 *
 * <p>Knows JSON and bytes, and neither HTTP nor models that really compute. The protocol: <a
 * href="https://github.com/kserve/open-inference-protocol">open-inference-protocol</a>,
 * specification/protocol/inference_rest.md; the extension: Triton's extension_binary_data.md.
 */
package dev.pharos.serving.v2;
