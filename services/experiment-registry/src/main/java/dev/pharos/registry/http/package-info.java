/**
 * The public door: what the contract {@code openapi/experiment-registry.yaml} promises, the
 * dashboard, and the way to the dataset service and the serving gateway.
 *
 * <p>Each {@code ...Routes} class answers some operations in a few lines each; {@link
 * dev.pharos.registry.http.Api} binds them to the contract. Blocking work runs on the database's
 * threads, never here.
 */
package dev.pharos.registry.http;
