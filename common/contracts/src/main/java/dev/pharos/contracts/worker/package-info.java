/** Workers: what they say of themselves, and what the scheduler asks of them. */
package dev.pharos.contracts.worker;
