import type { ExhibitText, TableData } from '../../../charts/exhibit';
import type { ChartMark, HeatCell, LabelMark } from '../../../charts/marks';
import { widest } from '../../../charts/text';
import type { Formatter } from '../../../core/format';
import type { PairAgreement } from '../../../learn/jobs/agreement';
import { agreementWords } from './words';

/** How far models say the same of the test rows. */
export interface Agreed {
  readonly models: readonly string[];
  /** Models × models. */
  readonly pairs: readonly (readonly PairAgreement[])[];
  /** Numbers are compared by their order, classes by what is called the same. */
  readonly by: 'share' | 'rank';
  /** What is called one of two classes depends on a threshold; else the likeliest class is what counts. */
  readonly cut: boolean;
}

export interface AgreementGeometry {
  readonly width: number;
  readonly height: number;
  readonly cells: readonly HeatCell[];
  readonly labels: readonly LabelMark[];
  readonly marks: readonly ChartMark[];
}

const ROW = 42;
const HEAD = 26;

/** Geometry of the matrix for 280 px or more; columns are numbered where names have no room. */
export function agreementChart({ models, pairs, by }: Agreed, width: number, format: Formatter): AgreementGeometry {
  const words = agreementWords[format.locale];
  const numbered = models.map((m, i) => `${i + 1}. ${m}`);
  const left = Math.min(width * 0.42, widest(numbered, 13) + 14);
  const column = (width - left) / Math.max(1, models.length);
  const cells: HeatCell[] = [];
  const marks: ChartMark[] = [];
  pairs.forEach((row, i) =>
    row.forEach((pair, j) => {
      const value = pair[by];
      const cell: HeatCell = {
        x: left + j * column + 1,
        y: HEAD + i * ROW + 1,
        width: column - 2,
        height: ROW - 2,
        share: i === j ? null : value,
        value: i === j ? '' : by === 'share' ? format.percent(value, 0) : format.number(value, 2),
      };
      cells.push(cell);
      if (i === j) return;
      marks.push({
        x: cell.x,
        y: cell.y,
        width: cell.width,
        height: cell.height,
        ...words.mark(models[i] ?? '', models[j] ?? '', pair, by, format),
      });
    }),
  );
  return {
    width,
    height: HEAD + models.length * ROW,
    cells,
    labels: [
      ...numbered.map((text, i): LabelMark => ({ x: 0, y: HEAD + (i + 0.5) * ROW + 4, text, maxWidth: left - 8 })),
      ...models.map((_, j): LabelMark => ({
        x: left + (j + 0.5) * column,
        y: HEAD - 8,
        text: String(j + 1),
        anchor: 'middle',
        ink: 2,
        size: 'small',
      })),
    ],
    marks,
  };
}

/** The finding around it: the pair that agrees least. */
export function agreementExhibit(agreed: Agreed, format: Formatter): ExhibitText {
  const words = agreementWords[format.locale];
  const all = agreed.pairs.flatMap((row, i) =>
    row.slice(i + 1).map((pair, k) => ({ i, j: i + 1 + k, value: pair[agreed.by] })),
  );
  const known = all.flatMap((p) => (p.value === null ? [] : [{ ...p, value: p.value }]));
  const least = known.toSorted((a, b) => a.value - b.value)[0];
  return {
    headline:
      least === undefined
        ? words.none
        : words.headline(
            agreed.models[least.i] ?? '',
            agreed.models[least.j] ?? '',
            least.value,
            agreed.by,
            known.length,
            format,
          ),
    sub: words.sub[agreed.by === 'share' && !agreed.cut ? 'likeliest' : agreed.by],
    plate: [],
  };
}

/** Every pair. */
export function agreementTable({ models, pairs }: Agreed, format: Formatter): TableData {
  const { columns: c } = agreementWords[format.locale];
  return {
    caption: c.caption,
    columns: [
      { label: c.one, kind: 'text' },
      { label: c.other, kind: 'text' },
      { label: c.share, kind: 'percent' },
      { label: 'κ', kind: 'number' },
      { label: 'ρ', kind: 'number' },
    ],
    rows: pairs.flatMap((row, i) =>
      row.slice(i + 1).map((p, k) => [models[i] ?? '', models[i + 1 + k] ?? '', p.share, p.kappa, p.rank]),
    ),
  };
}
