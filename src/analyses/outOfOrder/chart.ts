import type { BarMark, ChartMark, LabelMark, Tone } from '../../charts/marks';
import { textWidth } from '../../charts/text';
import type { Formatter } from '../../core/format';
import type { Who } from '../../core/marks';
import { reasons, type Reason } from './plan';
import type { OutOfOrderFigures, UnorderedStep } from './result';
import { outOfOrderWords } from './words';

/** A bar per step, parted by how its customers came. */
export interface OutOfOrderGeometry {
  readonly width: number;
  readonly height: number;
  readonly bars: readonly BarMark[];
  readonly labels: readonly LabelMark[];
  readonly marks: readonly ChartMark[];
}

const tones: Readonly<Record<Reason | 'followed', Tone>> = {
  followed: 'mark',
  never: 'cat-2',
  before: 'cat-3',
  chain: 'quiet',
  late: 'cat-4',
};
const [BAR, ROW] = [26, 78];

/** Geometry for a width of 240 px or more: every bar is all customers with the step's event. */
export function outOfOrderChart(figures: OutOfOrderFigures, width: number, format: Formatter): OutOfOrderGeometry {
  const words = outOfOrderWords[format.locale];
  const [bars, labels, marks]: [BarMark[], LabelMark[], ChartMark[]] = [[], [], []];
  const used = reasons.filter((r) => figures.steps.some((s) => s.aside[r] > 0));
  let [x, y] = [0, 0];
  for (const part of ['followed', ...used] as const) {
    const text = part === 'followed' ? words.followed : words.reasons[part];
    const room = 15 + textWidth(text, 12);
    if (x > 0 && x + room > width) [x, y] = [0, y + 20];
    bars.push({ x, y: y + 2, width: 10, height: 10, tone: tones[part] });
    labels.push({ x: x + 15, y: y + 11, text, size: 'small', ink: 2, maxWidth: width - x - 15 });
    x += room + 18;
  }
  y += 32;
  for (const step of figures.steps) {
    const counts = step.independent === 0 ? words.nobody : words.counts(step, format);
    const beside = textWidth(step.label, 13, 600) + textWidth(counts, 12) + 14 <= width;
    labels.push({
      x: 0,
      y: y + 12,
      strong: step.label,
      maxWidth: beside ? width - textWidth(counts, 12) - 10 : width,
    });
    if (!beside) y += 18;
    labels.push({
      x: beside ? width : 0,
      y: y + 12,
      text: counts,
      size: 'small',
      ink: 2,
      ...(beside ? { anchor: 'end' as const } : {}),
    });
    const top = y + 20;
    bars.push({ x: 0, y: top, width, height: BAR, tone: 'track' });
    let from = 0;
    for (const part of ['followed', ...reasons] as const) {
      const count = part === 'followed' ? step.followed : step.aside[part];
      if (count === 0) continue;
      const length = (count / step.independent) * width;
      const box = { x: from, y: top, width: Math.max(1, length - 1), height: BAR };
      bars.push({ ...box, tone: tones[part] });
      const text = format.integer(count);
      if (part !== 'followed' && textWidth(text, 12) + 4 <= length)
        labels.push({ x: from + box.width / 2, y: top + BAR + 14, text, anchor: 'middle', ink: 2, size: 'small' });
      // A pointer needs something to meet, however few there are.
      const wide = Math.max(8, box.width);
      const title = part === 'followed' ? `${step.label}: ${words.followed}` : words.because(part, step);
      marks.push({
        ...box,
        x: Math.max(0, Math.min(box.x, width - wide)),
        width: wide,
        title,
        value: words.customers(count, format),
        note: format.percent(count / step.independent),
        who: partWho(step, part, title, count),
      });
      from += length;
    }
    y = top + ROW - 20;
  }
  return { width, height: y, bars, labels, marks };
}

/** Those who came in order by the funnel's list, the others by the plan's. */
function partWho(step: UnorderedStep, part: Reason | 'followed', title: string, count: number): readonly Who[] {
  const of =
    part === 'followed'
      ? {
          kind: 'funnel',
          list: 'customers',
          where: [{ property: 'step', from: step.number }],
          apart: 'outOfOrder',
        }
      : {
          kind: 'outOfOrder',
          list: 'customers',
          where: [
            { property: 'step', is: [step.number] },
            { property: 'reason', is: [part] },
          ],
        };
  return [{ label: title, name: title, count, of }];
}
