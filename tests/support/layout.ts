import { expect } from 'vitest';
import { LABEL_GAP, labelSize, type ChartMark, type LabelMark } from '../../src/charts/marks';
import { textWidth } from '../../src/charts/text';

/** From where to where a label reaches across, in px. */
function extent({ x, strong = '', text = '', anchor = 'start', size = 'normal', maxWidth }: LabelMark) {
  const px = labelSize[size];
  const gap = strong !== '' && text !== '' ? LABEL_GAP : 0;
  const body = maxWidth === undefined ? textWidth(text, px) : Math.min(maxWidth, textWidth(text, px));
  const width = textWidth(strong, px, 600) + gap + body;
  const from = { start: x, middle: x - width / 2, end: x - width }[anchor];
  return { from, to: from + width };
}

/** Labels and marks lie inside the chart, marks say something, and no two labels of a line overlap. */
export function expectToFit(geometry: {
  readonly width: number;
  readonly height: number;
  readonly labels: readonly LabelMark[];
  readonly marks: readonly ChartMark[];
}): void {
  // Collected and asserted once: an assertion for each number takes longer than the layout.
  const faults: string[] = [];
  const must = (holds: boolean, rule: string, of: object): void => {
    if (!holds) faults.push(`${rule}: ${JSON.stringify(of)}`);
  };
  for (const label of geometry.labels) {
    const { from, to } = extent(label);
    must(from >= -0.5 && to <= geometry.width + 0.5, 'lies inside across', label);
    must(label.y > 0 && label.y <= geometry.height, 'lies inside upright', label);
  }
  for (const mark of geometry.marks) {
    const said = `${mark.title} ${mark.value} ${mark.note ?? ''}`;
    must(/^(?!.*(undefined|null|NaN)).+$/.test(said), 'says something', mark);
    must([mark.x, mark.y, mark.width, mark.height].every(Number.isFinite), 'has a place', mark);
    must(mark.x + mark.width <= geometry.width + 0.5, 'ends inside across', mark);
    must(mark.y + mark.height <= geometry.height + 0.5, 'ends inside upright', mark);
  }
  for (const [i, a] of geometry.labels.entries()) {
    for (const b of geometry.labels.slice(i + 1)) {
      if (Math.abs(a.y - b.y) > 9) continue;
      const [one, two] = [extent(a), extent(b)];
      must(one.to <= two.from + 0.5 || two.to <= one.from + 0.5, 'stand apart', [a, b]);
    }
  }
  expect(faults).toEqual([]);
}
