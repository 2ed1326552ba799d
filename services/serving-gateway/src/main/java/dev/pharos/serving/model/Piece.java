package dev.pharos.serving.model;

/**
 * Images of one request that are computed in one pass.
 *
 * @param ticket the request
 * @param from its first image
 * @param count how many images, at most one batch
 */
record Piece(Ticket ticket, int from, int count) {}
