/**
 * The HTTP API of the data-set service, as {@code openapi/dataset-service.yaml} has it: requests
 * are validated against that contract before anything here sees them.
 */
package dev.pharos.dataset.http;
