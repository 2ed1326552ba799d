/** Jobs: what is asked for, how it is answered, and what becomes of it. */
package dev.pharos.contracts.job;
