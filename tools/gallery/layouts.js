// Geometry for the gallery only, with figures of public data sets (CDNOW master, RetailRocket sample).
const weeks = [
  39, 61, 63, 75, 85, 99, 90, 89, 105, 102, 101, 105, 52, 36, 34, 33, 29, 28, 27, 26, 22, 22, 21, 22, 25, 30, 20, 18,
  17, 41, 39, 18, 18, 21, 16, 16, 20, 21, 18, 17, 18, 19, 24, 21, 32, 29, 21, 24, 28, 28, 18, 12, 15, 16, 17, 16, 17,
  17, 17, 17, 17, 24, 26, 22, 26, 23, 15, 14, 16, 14, 17, 15, 16, 15, 16, 19, 22, 15, 13,
].map((k) => k * 1000);
export const weekly = weeks;
const WEEK = 7 * 86_400_000;
const START = Date.UTC(1997, 0, 1);

export function revenue(width, format, words) {
  const narrow = width < 520;
  const left = 48;
  const right = width - (narrow ? 44 : 64);
  const [top, bottom] = [34, narrow ? 200 : 220];
  const x = (i) => left + (i / (weeks.length - 1)) * (right - left);
  const y = (v) => bottom - (v / 110_000) * (bottom - top);
  const points = weeks.map((v, i) => ({ x: x(i), y: y(v) }));
  const every = narrow ? 26 : 13;
  return {
    height: bottom + 30,
    points,
    left,
    right,
    bottom,
    wash: [{ x: x(0), y: top - 6, width: x(12) - x(0), height: bottom - top + 6, tone: 'wash' }],
    yTicks: [0, 25_000, 50_000, 75_000, 100_000].map((v) => ({ at: y(v), label: format.tick(v) })),
    xTicks: weeks.flatMap((_, i) =>
      i % every === 0 ? [{ at: x(i) + (i === 0 ? 12 : 0), label: format.month(START + i * WEEK) }] : [],
    ),
    labels: [
      {
        x: x(12) + 8,
        y: top + 6,
        text: words.joined,
        ink: 2,
        maxWidth: right - x(12) - 8,
        size: narrow ? 'small' : 'normal',
      },
      {
        x: right + 8,
        y: y(weeks.at(-1)) + 5,
        strong: format.moneyCompact(weeks.at(-1)),
        size: narrow ? 'small' : 'normal',
      },
    ],
    marks: weeks.map((v, i) => ({
      x: x(i) - 3,
      y: y(v) - 3,
      width: 6,
      height: 6,
      title: format.date(START + i * WEEK),
      value: format.money(v, 0),
    })),
  };
}

const shares = [
  [0.52, 0.18],
  [0.22, 0.14],
  [0.1, 0.36],
  [0.07, 0.1],
  [0.04, 0.15],
  [0.02, 0.04],
  [0.02, 0.03],
  [0.003, 0.001],
];
export function segments(width, format, names, words) {
  const narrow = width < 420;
  const left = narrow ? 118 : 158;
  const end = width - (narrow ? 62 : 118);
  const scale = (s) => (s / 0.52) * (end - left);
  const row = 34;
  return {
    height: shares.length * row + 4,
    bars: shares.flatMap(([r, c], i) => [
      { x: left, y: i * row + 6, width: scale(r), height: 10, tone: 'mark' },
      { x: left, y: i * row + 18, width: scale(c), height: 6, tone: 'second', faded: i === 7 },
    ]),
    labels: shares.flatMap(([r, c], i) => [
      { x: left - 10, y: i * row + 19, text: names[i], anchor: 'end', maxWidth: left - 12 },
      {
        x: left + Math.max(scale(r), scale(c)) + 8,
        y: i * row + 19,
        strong: format.percent(r, 0),
        ...(narrow ? {} : { text: words.from(format.percent(c, 0)) }),
      },
    ]),
    marks: shares.map(([r, c], i) => ({
      x: left,
      y: i * row + 4,
      width: Math.max(scale(r), scale(c)),
      height: 22,
      title: names[i],
      value: words.ofRevenue(format.percent(r)),
      note: words.ofCustomers(format.percent(c)),
    })),
  };
}

const grid = [
  [null, null, 585, 1360, 2774],
  [null, null, 1846, 1860, 1014],
  [3517, null, 955, 331, 41],
  [4245, null, 431, 67, 5],
  [4292, null, 223, 23, 1],
];
export function heat(width, format, words) {
  const [left, top, bottom] = [26, 24, 44];
  const cell = { w: (width - left) / 5, h: 58 };
  const cells = grid.flatMap((line, r) =>
    line.map((v, c) => ({
      x: left + c * cell.w + 1.5,
      y: top + r * cell.h + 1.5,
      width: cell.w - 3,
      height: cell.h - 3,
      share: v === null ? null : v / 4292,
      value: v === null ? '–' : format.integer(v),
      ...(v === null ? {} : { note: words.ofAll(format.percent(v / 23570, 0)) }),
      faded: v !== null && v < 10,
    })),
  );
  return {
    height: top + 5 * cell.h + bottom,
    cells,
    left,
    bottom: top + 5 * cell.h,
    right: width,
    xTicks: [1, 2, 3, 4, 5].map((n, i) => ({ at: left + (i + 0.5) * cell.w, label: String(n) })),
    yTicks: [5, 4, 3, 2, 1].map((n, i) => ({ at: top + (i + 0.5) * cell.h, label: String(n) })),
    marks: cells.map((c, i) => ({
      x: c.x,
      y: c.y,
      width: c.width,
      height: c.height,
      title: `${words.recency} ${5 - Math.floor(i / 5)} · ${words.frequency} ${(i % 5) + 1}`,
      value: c.value,
    })),
  };
}

const steps = [4991, 128, 32];
export function funnel(width, format, names, words) {
  const end = width - 118;
  const scale = (n) => (n / 4991) * end;
  const row = 88;
  return {
    height: steps.length * row - 26,
    bars: steps.flatMap((n, i) => [
      { x: 0, y: i * row + 24, width: end, height: 32, tone: 'track' },
      { x: 0, y: i * row + 24, width: Math.max(3, scale(n)), height: 32, tone: 'mark' },
    ]),
    whiskers: [{ from: scale(22), to: scale(46), across: 2 * row + 40 }],
    labels: steps.flatMap((n, i) => [
      { x: 0, y: i * row + 15, strong: names[i] },
      {
        x: i === 0 ? end + 10 : scale(n) + 20,
        y: i * row + 45,
        strong: format.integer(n),
        text: format.percent(n / 4991, i === 0 ? 0 : 1),
        size: 'large',
      },
      ...(i === 2
        ? []
        : [{ x: 10, y: i * row + 74, strong: format.percent(steps[i + 1] / n, 1), text: words.continue, ink: 1 }]),
    ]),
    marks: steps.map((n, i) => ({
      x: 0,
      y: i * row + 24,
      width: Math.max(3, scale(n)),
      height: 32,
      title: names[i],
      value: format.integer(n),
      note: format.percent(n / 4991),
    })),
  };
}

export function categories(width) {
  const w = width / 8;
  return {
    height: 150,
    bars: Array.from({ length: 8 }, (_, i) => ({
      x: i * w + 3,
      y: 120 - 14 * (8 - i),
      width: w - 6,
      height: 14 * (8 - i),
      tone: `cat-${i + 1}`,
    })),
    labels: Array.from({ length: 8 }, (_, i) => ({
      x: i * w + w / 2,
      y: 140,
      text: String(i + 1),
      anchor: 'middle',
      ink: 2,
    })),
    marks: Array.from({ length: 8 }, (_, i) => ({
      x: i * w + 3,
      y: 120 - 14 * (8 - i),
      width: w - 6,
      height: 14 * (8 - i),
      title: `cat-${i + 1}`,
      value: String(8 - i),
    })),
  };
}

export function diverging(width) {
  const w = width / 9;
  const cells = Array.from({ length: 9 }, (_, i) => ({
    x: i * w + 1,
    y: 1,
    width: w - 2,
    height: 44,
    share: (i - 4) / 4,
    value: `${(i - 4) * 25}`,
  }));
  return { height: 48, cells, marks: cells.map((c) => ({ ...c, title: 'div' })) };
}
