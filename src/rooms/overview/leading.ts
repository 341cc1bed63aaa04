import type { MetricText } from '../../analyses/overview/metrics';
import type { ScoreFigures } from '../../analyses/score/result';
import type { ValueFigures } from '../../analyses/value/result';
import type { Formatter } from '../../core/format';
import type { Result } from '../../core/result';
import type { Target } from './target';
import { leadingWords } from './leading.words';

/** P(alive) up to which a customer is at high risk of being gone: the complement of the upper risk band, 0.7. */
export const HIGH_RISK = 0.3;

/** A figure that tells what is to come, and where it is from; without one, why not. */
export interface LeadingMetric {
  readonly metric: MetricText;
  readonly target: Target;
  readonly state: 'known' | 'not yet' | 'cannot';
}

/** What there is to tell the future from; null is not computed yet. */
export interface LeadingSources {
  /** As the overview prints it; null where it has no meaning. */
  readonly conversion: MetricText | null;
  readonly value: Result<ValueFigures> | null;
  readonly score: Result<ScoreFigures> | null;
  readonly hasAmount: boolean;
}

/**
 * Conversion, mean P(alive), expected value per customer, mean propensity, and the share at high risk: SEMANTICS
 * §2. All but the first are taken from results that other rooms have computed, never computed here.
 */
export function leadingMetrics(sources: LeadingSources, format: Formatter): readonly LeadingMetric[] {
  const { conversion, value, score, hasAmount } = sources;
  const words = leadingWords[format.locale];
  const forecast: Target = { room: 'customers', anchor: 'value' };
  const from = (
    known: MetricText | null,
    has: boolean,
    label: Pick<MetricText, 'label' | 'term'>,
    target: Target,
  ): LeadingMetric =>
    known === null
      ? { metric: { ...label, value: '–' }, target, state: has ? 'cannot' : 'not yet' }
      : { metric: { ...known, ...label }, target, state: 'known' };
  return [
    ...(conversion === null
      ? []
      : [{ metric: conversion, target: { room: 'behaviour', anchor: 'funnel' }, state: 'known' } as const]),
    from(aliveOf(value, format), value !== null, words.alive, forecast),
    ...(hasAmount ? [from(worthOf(value, format), value !== null, words.worth, forecast)] : []),
    from(propensityOf(score, format), score !== null, words.propensity, { room: 'predict', anchor: 'score' }),
    from(riskOf(value, format), value !== null, words.risk, forecast),
  ];
}

function aliveOf(value: LeadingSources['value'], format: Formatter): MetricText | null {
  const fit = value?.figures.fit ?? null;
  return fit?.converged === true ? { label: '', value: format.percent(fit.alive) } : null;
}

function worthOf(value: LeadingSources['value'], format: Formatter): MetricText | null {
  if (value === null || value.figures.spend === null || value.figures.customers === 0) return null;
  const { spend, customers, horizon } = value.figures;
  const words = leadingWords[format.locale];
  const { total, interval } = spend.value;
  return {
    label: '',
    value: format.moneyCompact(total / customers),
    exact: format.money(total / customers),
    ...(interval === null
      ? {}
      : {
          interval: words.interval(
            `${format.moneyCompact(interval.low / customers)}–${format.moneyCompact(interval.high / customers)}`,
          ),
        }),
    note: words.within(horizon.value, horizon.unit),
  };
}

function propensityOf(score: LeadingSources['score'], format: Formatter): MetricText | null {
  if (score === null || score.figures.meanScore === null) return null;
  const words = leadingWords[format.locale];
  const { figures, warnings } = score;
  return {
    label: '',
    value: format.percent(figures.meanScore),
    note: [
      words.days(format.days(figures.days)),
      ...(warnings.some((w) => w.code === 'demo-model') ? [words.demoModel] : []),
    ].join('; '),
  };
}

/** Over the cells of the map of alike customers: what one cell's mean says holds for its customers. */
function riskOf(value: LeadingSources['value'], format: Formatter): MetricText | null {
  if (value?.figures.fit?.converged !== true) return null;
  const { map } = value.figures;
  const all = map.reduce((n, c) => n + c.customers, 0);
  if (all === 0) return null;
  const risky = map.filter((c) => c.alive <= HIGH_RISK).reduce((n, c) => n + c.customers, 0);
  return {
    label: '',
    value: format.percent(risky / all),
    exact: `${format.integer(risky)} / ${format.integer(all)}`,
    note: leadingWords[format.locale].customers(format.integer(risky)),
  };
}
