/**
 * The networks Pharos knows by name. Each is one small class that lists its layers and the settings
 * it understands; {@link dev.pharos.networks.zoo.Networks} is the catalogue, and the only place to
 * add one.
 */
package dev.pharos.networks.zoo;
