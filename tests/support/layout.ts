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
  for (const label of geometry.labels) {
    const { from, to } = extent(label);
    expect(from, JSON.stringify(label)).toBeGreaterThanOrEqual(-0.5);
    expect(to, JSON.stringify(label)).toBeLessThanOrEqual(geometry.width + 0.5);
    expect(label.y).toBeGreaterThan(0);
    expect(label.y).toBeLessThanOrEqual(geometry.height);
  }
  for (const mark of geometry.marks) {
    expect(`${mark.title} ${mark.value} ${mark.note ?? ''}`).toMatch(/^(?!.*(undefined|null|NaN)).+$/);
    for (const n of [mark.x, mark.y, mark.width, mark.height]) expect(Number.isFinite(n)).toBe(true);
    expect(mark.x + mark.width).toBeLessThanOrEqual(geometry.width + 0.5);
    expect(mark.y + mark.height).toBeLessThanOrEqual(geometry.height + 0.5);
  }
  for (const [i, a] of geometry.labels.entries()) {
    for (const b of geometry.labels.slice(i + 1)) {
      if (Math.abs(a.y - b.y) > 9) continue;
      const [one, two] = [extent(a), extent(b)];
      const apart = one.to <= two.from + 0.5 || two.to <= one.from + 0.5;
      expect(apart, `${JSON.stringify(a)} over ${JSON.stringify(b)}`).toBe(true);
    }
  }
}
