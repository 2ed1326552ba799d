/** Draws what inspections find: tiles, grids and heat maps. Knows nothing of networks. */
package dev.pharos.worker.inspection.picture;
