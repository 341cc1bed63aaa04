import type { BucketSize } from '../../core/calendar';
import type { Formatter } from '../../core/format';
import type { Result } from '../../core/result';
import type { Catalogue } from '../../core/words';
import { membersBeside, type SidesText } from '../../charts/sidesExhibit';
import type { StickinessFigures } from './result';
import type { StickinessMeasure } from './sides';

type Per = StickinessFigures['per'];

const words: Catalogue<{
  readonly units: (unit: BucketSize, per: Per) => string;
  readonly again: (unit: BucketSize, per: Per) => string;
  readonly sub: (per: Per) => string;
  readonly caption: string;
}> = {
  en: {
    units: (unit, per) => `Active ${unit}s${per === 'all' ? '' : ` in a ${per}`}`,
    again: (unit, per) => `More than one ${unit}${per === 'all' ? '' : ` in a ${per}`}`,
    sub: (per) =>
      per === 'all'
        ? 'How often segments are active beside everybody, over the whole log'
        : `How often segments are active beside everybody, in complete calendar ${per}s with any activity of theirs`,
    caption: 'Active periods by segment',
  },
  ru: {
    units: (unit, per) =>
      `${{ day: 'Активных дней', week: 'Активных недель', month: 'Активных месяцев' }[unit]}${{ all: '', week: ' за неделю', month: ' за месяц' }[per]}`,
    again: (unit, per) =>
      `Больше ${{ day: 'одного дня', week: 'одной недели', month: 'одного месяца' }[unit]}${{ all: '', week: ' за неделю', month: ' за месяц' }[per]}`,
    sub: (per) =>
      `Как часто активны сегменты и все клиенты${{ all: ' за всё время', week: ', по полным неделям с активностью', month: ', по полным месяцам с активностью' }[per]}`,
    caption: 'Активные периоды по сегментам',
  },
};

/** What is said of how often segments are active. */
export function stickinessSidesText(
  { figures: { unit, per } }: Result<StickinessFigures>,
  format: Formatter,
): SidesText<StickinessMeasure> {
  const w = words[format.locale];
  return {
    measures: {
      units: { label: w.units(unit, per), kind: 'number', print: (value) => format.number(value, 2) },
      again: { label: w.again(unit, per), kind: 'percent', print: (value) => format.percent(value) },
    },
    sub: w.sub(per),
    caption: w.caption,
    lead: ['units', 'again'],
    list: membersBeside('stickiness'),
  };
}
