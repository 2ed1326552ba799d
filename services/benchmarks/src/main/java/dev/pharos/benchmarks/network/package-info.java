/** How fast networks are trained and asked, beside PyTorch. */
package dev.pharos.benchmarks.network;
