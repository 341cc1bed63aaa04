import { wrapped } from './marks/measure';

/** Words around an exported picture. */
export interface Caption {
  readonly title: string;
  readonly sub: string;
  /** Where the figures come from; burned in below the picture. */
  readonly source: string;
}

/** A line of words with its baseline. */
export interface CaptionLine {
  readonly text: string;
  readonly x: number;
  readonly y: number;
  readonly font: string;
  readonly colour: string;
}

/** An exported picture: the charts of an exhibit where they stand, under their headline, over their source. */
export interface Scene {
  readonly width: number;
  readonly height: number;
  readonly ground: string;
  readonly lines: readonly CaptionLine[];
  readonly charts: readonly { readonly svg: SVGSVGElement; readonly x: number; readonly y: number }[];
}

const MARGIN = 24;
const TITLE = '550 20px "Source Serif 4 Variable", Georgia, serif';
const SMALL = '400 12.5px "Inter Variable", Arial, sans-serif';

/** Lays out all charts (`svg[data-chart]`) inside `root`. Throws when there is none: the caller offers no download then. */
export function sceneOf(root: HTMLElement, caption: Caption, madeWith: string): Scene {
  const svgs = [...root.querySelectorAll<SVGSVGElement>('svg[data-chart]')];
  if (svgs.length === 0) throw new Error('there is no chart to save');
  const origin = root.getBoundingClientRect();
  const boxes = svgs.map((svg) => svg.getBoundingClientRect());
  // Texts may stand over the edge of their svg: 8 px on each side are theirs.
  const inner = Math.max(320, Math.ceil(Math.max(...boxes.map((b) => b.right - origin.left))) + 8);
  const style = getComputedStyle(root);
  const colour = (token: string): string => resolved(root, token);
  const lines: CaptionLine[] = [];
  let y = MARGIN;
  const set = (text: string, font: string, lineHeight: number, ink: string): void => {
    for (const line of wrapped(text, font, inner)) {
      y += lineHeight;
      lines.push({ text: line, x: MARGIN, y: y - lineHeight * 0.25, font, colour: ink });
    }
  };
  if (caption.title !== '') set(caption.title, TITLE, 26, style.color);
  if (caption.sub !== '') set(caption.sub, SMALL, 18, colour('--ink-2'));
  const first = Math.min(...boxes.map((b) => b.top));
  const chartsTop = y + 18;
  const charts = svgs.map((svg, i) => {
    const box = boxes[i] ?? origin;
    return { svg, x: MARGIN + box.left - origin.left, y: chartsTop + box.top - first };
  });
  y = chartsTop + Math.max(...boxes.map((b) => b.bottom)) - first + 16;
  set([caption.source, madeWith].filter((t) => t !== '').join(' · '), SMALL, 18, colour('--ink-3'));
  return { width: inner + 2 * MARGIN, height: Math.ceil(y + MARGIN - 4), ground: colour('--surface'), lines, charts };
}

/** A colour token as it is now, in this theme. */
function resolved(root: HTMLElement, token: string): string {
  const probe = document.createElement('span');
  probe.style.color = `var(${token})`;
  root.append(probe);
  const { color } = getComputedStyle(probe);
  probe.remove();
  return color;
}
