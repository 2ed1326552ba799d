/** A registry with everything around it, for tests: workers that speak the contract, browsers. */
package dev.pharos.registry.support;
