/**
 * Networks on oneDNN's own primitives: layouts that the primitives choose are kept between them,
 * memory is laid out once for a batch size, and nothing is allocated while a network runs. Internal
 * to the engine.
 */
package dev.pharos.engine.onednn;
