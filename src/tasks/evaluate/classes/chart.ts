import type { ExhibitText, TableData } from '../../../charts/exhibit';
import type { ChartMark, HeatCell, LabelMark } from '../../../charts/marks';
import { textWidth } from '../../../charts/text';
import type { Formatter } from '../../../core/format';
import type { ClassJudgement } from '../../../learn/jobs/judge';
import type { MatrixGeometry } from '../matrix/chart';
import { classesWords } from './words';

const ROW = 48;
const HEAD = 44;

/** Geometry of actual against called classes, for 240 px or more; a phone numbers the columns. */
export function classesChart(classes: readonly ClassJudgement[], width: number, format: Formatter): MatrixGeometry {
  const words = classesWords[format.locale];
  const widest = Math.max(0, ...classes.map((c) => textWidth(c.name, 13)));
  const wanted = Math.min(width * 0.34, widest + 14);
  const numbered = (width - wanted) / Math.max(1, classes.length) < widest + 8;
  const names = classes.map((c, i) => (numbered ? `${i + 1}. ${c.name}` : c.name));
  const left = Math.min(width * 0.4, Math.max(0, ...names.map((n) => textWidth(n, 13))) + 14);
  const column = (width - left) / Math.max(1, classes.length);
  const cells: HeatCell[] = [];
  const marks: ChartMark[] = [];
  classes.forEach((actual, i) =>
    classes.forEach((called, j) => {
      const n = actual.called[j] ?? 0;
      const share = actual.n === 0 ? null : n / actual.n;
      const percent = share === null ? '–' : format.percent(share, 0);
      const [x, y] = [left + j * column + 1, HEAD + i * ROW + 1];
      const room = column - 10 >= textWidth(format.integer(n), 13);
      const box = { x, y, width: column - 2, height: ROW - 2 };
      cells.push({ ...box, share, value: room ? format.integer(n) : '', note: percent });
      marks.push({ ...box, ...words.mark(actual.name, called.name, format.integer(n), percent) });
    }),
  );
  const labels: LabelMark[] = names.map((text, i) => ({
    x: 0,
    y: HEAD + (i + 0.5) * ROW + 4,
    text,
    maxWidth: left - 8,
  }));
  classes.forEach((c, j) =>
    labels.push({
      x: left + (j + 0.5) * column,
      y: HEAD - 8,
      text: numbered ? String(j + 1) : c.name,
      anchor: 'middle',
      ink: 2,
      size: 'small',
      maxWidth: column - 4,
    }),
  );
  labels.push({ x: left, y: 14, text: words.called, ink: 2, size: 'small' });
  return { width, height: HEAD + classes.length * ROW, cells, labels, marks };
}

/** The finding around it: the class that is told worst. */
export function classesExhibit(classes: readonly ClassJudgement[], format: Formatter): ExhibitText {
  const words = classesWords[format.locale];
  const known = classes.flatMap((c, i) => (c.n > 0 ? [{ i, recall: (c.called[i] ?? 0) / c.n }] : []));
  const worst = known.toSorted((a, b) => a.recall - b.recall || a.i - b.i)[0];
  if (worst === undefined) return { headline: words.none, sub: words.sub, plate: [] };
  const { called, name } = classes[worst.i] ?? { called: [], name: '' };
  const others = called.map((n, j) => ({ n, j })).filter(({ n, j }) => j !== worst.i && n > 0);
  const most = others.toSorted((a, b) => b.n - a.n || a.j - b.j)[0];
  const taken = most === undefined ? null : (classes[most.j]?.name ?? null);
  return { headline: words.headline({ name, recall: worst.recall, taken }, format), sub: words.sub, plate: [] };
}

/** Figures of each class. */
export function classesTable(classes: readonly ClassJudgement[], format: Formatter): TableData {
  const { caption, columns: c } = classesWords[format.locale];
  return {
    caption,
    columns: [
      { label: c.name, kind: 'text' },
      { label: c.rows, kind: 'integer' },
      { label: c.precision, kind: 'percent' },
      { label: c.recall, kind: 'percent' },
      { label: c.f1, kind: 'number' },
      { label: c.auc, kind: 'number' },
    ],
    rows: classes.map((k) => [k.name, k.n, k.precision.value, k.recall.value, k.f1.value, k.rocAuc.value]),
  };
}
