/**
 * Finds out whether the CUDA backend can run here before it is loaded: once it is, what is wrong
 * shows only as a loader's or a kernel's failure.
 *
 * <p>Knows the driver's own tool and nothing of tensors or networks.
 */
package dev.pharos.engine.cuda;
