/**
 * Which models, versions and aliases exist, as the registry tells it. Pure values; knows neither
 * Kafka nor what is loaded.
 */
package dev.pharos.serving.catalog;
