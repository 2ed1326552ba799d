/** Data sets: imports and what becomes of them. */
package dev.pharos.contracts.dataset;
