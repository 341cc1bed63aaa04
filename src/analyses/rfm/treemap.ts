import { hierarchy, treemap, treemapSquarify } from 'd3';
import type { Formatter } from '../../core/format';
import type { ChartMark, HeatCell } from '../../charts/marks';
import { textWidth } from '../../charts/text';
import type { RfmSegmentFigures } from './profile';
import type { RfmFigures } from './result';
import { rfmPictureWords } from './pictures.words';
import { segmentWho } from './who';
import { rfmWords } from './words';

/** The treemap of revenue, laid out for a width. */
export interface RfmTreemapGeometry {
  readonly width: number;
  readonly height: number;
  readonly cells: readonly HeatCell[];
  readonly marks: readonly ChartMark[];
}

interface Leaf {
  readonly segment: RfmSegmentFigures | null;
  readonly children?: readonly Leaf[];
}

/** Segments a treemap can hold: those that brought money, the most first. */
export function shownSegments(figures: RfmFigures): readonly RfmSegmentFigures[] {
  return figures.segments.filter((s) => (s.revenue ?? 0) > 0).sort((a, b) => (b.revenue ?? 0) - (a.revenue ?? 0));
}

/**
 * Geometry of the treemap for a width of 300 px or more (squarified: Bruls, Huizing & van Wijk 2000): a tile per
 * segment with money, its area the net revenue, its shade the mean net revenue of a customer (of the greatest
 * such mean). Names that do not fit give way to the share alone, and that to nothing.
 */
export function rfmTreemapChart(figures: RfmFigures, width: number, format: Formatter): RfmTreemapGeometry {
  const words = rfmPictureWords[format.locale];
  const names = rfmWords[format.locale].segments;
  const height = width < 480 ? Math.round(width * 0.95) : Math.round(Math.min(400, Math.max(300, width * 0.42)));
  const segments = shownSegments(figures);
  const most = Math.max(...segments.map((s) => s.monetary ?? 0), 0);
  const root = hierarchy<Leaf>({ segment: null, children: segments.map((segment) => ({ segment })) }).sum(
    ({ segment }) => segment?.revenue ?? 0,
  );
  const tiles = treemap<Leaf>().tile(treemapSquarify).size([width, height]).paddingInner(2)(root).leaves();
  const cells: HeatCell[] = [];
  const marks: ChartMark[] = [];
  for (const { x0, y0, x1, y1, data } of tiles) {
    const { segment } = data;
    if (segment === null) continue;
    const box = { x: x0, y: y0, width: x1 - x0, height: y1 - y0 };
    const share = format.percent(segment.revenueShare, 0);
    const name = names[segment.segment];
    // What the drawing leaves out when it has no room: see HeatCells.
    const fits = (text: string): boolean =>
      textWidth(text, 13.5, 600) + 12 <= box.width && text.length * 7.4 + 4 <= box.width;
    const fitsNote = (text: string): boolean =>
      text.length * 6 + 8 <= box.width && textWidth(text, 12) + 12 <= box.width && box.height >= 38;
    // A long name goes on in the second line, with the share behind it where that fits.
    const broken = fits(name) ? undefined : inTwo(name, share).find(([head, tail]) => fits(head) && fitsNote(tail));
    const note = broken === undefined ? words.tileNote(segment, format).find(fitsNote) : broken[1];
    const named = broken !== undefined || fits(name);
    cells.push({
      ...box,
      share: most > 0 ? Math.max(0, (segment.monetary ?? 0) / most) : 0,
      value: broken?.[0] ?? (named ? name : share),
      ...(named && note !== undefined ? { note } : {}),
    });
    marks.push({ ...box, ...words.tileMark(segment, format), who: segmentWho(segment, format) });
  }
  return { width, height, cells, marks };
}

/** The ways to set a name in two lines, best first: with the share, then without; the longest first line first. */
function inTwo(name: string, share: string): readonly (readonly [string, string])[] {
  const parts = name.split(' ');
  const splits = parts
    .slice(1)
    .map((_, i) => [parts.slice(0, i + 1).join(' '), parts.slice(i + 1).join(' ')] as const)
    .reverse();
  return [...splits.map(([head, tail]) => [head, `${tail} ${share}`] as const), ...splits];
}
