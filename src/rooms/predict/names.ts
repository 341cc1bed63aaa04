import type { Formatter } from '../../core/format';
import type { Locale } from '../../core/words';
import type { Metric } from '../../learn/validate/metric';
import type { Contender } from '../../state/predict/contender';
import { predictNames } from './names.words';

/** What a person calls a model on the leaderboard: its own name, else what it is. */
export function contenderName({ title, name, nth }: Pick<Contender, 'title' | 'name' | 'nth'>, locale: Locale): string {
  const kind = predictNames[locale].models[name];
  return title ?? (nth === undefined ? kind : `${kind} ${nth}`);
}

/** A metric's value as it is read: three decimals, or what the predicted number is counted in. */
export function metricValue(metric: Metric, value: number | null, money: boolean, format: Formatter): string {
  if (metric !== 'rmse' && metric !== 'mae') return format.number(value, 3);
  return money ? format.moneyCompact(value) : format.compact(value);
}
