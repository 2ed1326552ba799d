/** Looking into trained networks: what is asked for, who does it, and what came of it. */
package dev.pharos.contracts.inspection;
