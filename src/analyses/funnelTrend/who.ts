import { bucketOf, bucketStart, isoDay, startOfDay } from '../../core/calendar';
import type { Formatter } from '../../core/format';
import type { Who } from '../../core/marks';
import { DAY } from '../../core/time';
import type { Catalogue } from '../../core/words';
import type { FunnelTrendFigures, TrendPoint } from './result';

const words: Catalogue<{
  readonly began: string;
  readonly arrived: string;
  readonly stopped: string;
  readonly named: (label: string, period: string) => string;
}> = {
  en: {
    began: 'Began then',
    arrived: 'Went all the way',
    stopped: 'Did not go all the way',
    named: (label, period) => `${label} (${period})`,
  },
  ru: {
    began: 'Начали тогда',
    arrived: 'Дошли до конца',
    stopped: 'Не дошли до конца',
    named: (label, period) => `${label} (${period})`,
  },
};

/**
 * Who began in a period, by the list of the funnel entered in it: all, those who went all the way, and the others.
 * @param zone whose periods they are
 * @param period the mark's own title
 */
export function periodWho(
  { from, conversion }: TrendPoint,
  { interval, unit, required }: FunnelTrendFigures,
  zone: string,
  period: string,
  { locale }: Formatter,
): readonly Who[] {
  const next = bucketStart(bucketOf(Date.parse(from) / DAY, interval) + 1, interval);
  const [begin, end] = [startOfDay(from, zone), startOfDay(isoDay(next), zone)];
  if (conversion.of === 0 || begin === null || end === null) return [];
  const w = words[locale];
  const entered = { from: new Date(begin).toISOString(), to: new Date(end).toISOString() };
  const last = required.at(-1) ?? 0;
  const groups = [
    { label: w.began, count: conversion.of, where: [] },
    { label: w.arrived, count: conversion.count, where: [{ property: 'step', is: [last] }] },
    {
      label: w.stopped,
      count: conversion.of - conversion.count,
      where: [{ property: 'dropped_at', given: true }],
    },
  ];
  return groups
    .filter((g) => g.count > 0)
    .map(({ label, count, where }) => ({
      label,
      name: w.named(label, period),
      ...(unit === 'customers' ? { count } : {}),
      of: { kind: 'funnel', list: 'customers', where, params: { entered }, apart: 'funnelTrend' },
    }));
}
