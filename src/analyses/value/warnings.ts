import type { DataInfo } from '../../core/analysis';
import type { Warning } from '../../core/result';
import type { ValueFigures } from './result';

/**
 * Gamma–Gamma takes spend and frequency for independent (Fader & Hardie 2013 look at the correlation, .06 in
 * CDNOW). From this correlation on it is no weak one any more: "medium" in Cohen 1988, "Statistical Power
 * Analysis for the Behavioral Sciences", p. 80.
 */
export const DOUBTFUL_CORRELATION = 0.3;
/** Fewer customers leave wide intervals. */
export const ENOUGH_CUSTOMERS = 100;

/** What to doubt of a forecast. */
export function warningsOf(figures: ValueFigures, { spine }: DataInfo): Warning[] {
  const warnings: Warning[] = [];
  const { correlation, fit, spend } = figures;
  if (figures.customers < ENOUGH_CUSTOMERS) {
    warnings.push({ code: 'too-few', details: { n: figures.customers, enough: ENOUGH_CUSTOMERS } });
  }
  if (!spine.hasAmount) warnings.push({ code: 'no-amount', details: {} });
  if (spend !== null && correlation !== null && Math.abs(correlation) > DOUBTFUL_CORRELATION) {
    const { low = correlation, high = correlation } = figures.correlationInterval ?? {};
    warnings.push({ code: 'correlated-spend', details: { correlation, low, high, limit: DOUBTFUL_CORRELATION } });
  }
  if ((fit !== null && !fit.converged) || (spend !== null && !spend.converged)) {
    warnings.push({ code: 'not-converged', details: {} });
  }
  return warnings;
}
