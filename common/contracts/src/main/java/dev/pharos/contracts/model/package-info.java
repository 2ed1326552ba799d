/** Registered models and what they predicted. */
package dev.pharos.contracts.model;
