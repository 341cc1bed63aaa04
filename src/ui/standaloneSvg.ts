import type { Scene } from './scene';

const NS = 'http://www.w3.org/2000/svg';

/** What a mark's look depends on; all else is geometry and stands in attributes already. */
const STYLED = [
  'fill',
  'fill-opacity',
  'stroke',
  'stroke-width',
  'stroke-opacity',
  'stroke-dasharray',
  'stroke-linecap',
  'stroke-linejoin',
  'opacity',
] as const;
const STYLED_TEXT = ['font-family', 'font-size', 'font-weight', 'text-anchor', 'font-variant-numeric'] as const;

/** The scene as an SVG file that needs nothing of the page: colours resolved, fonts named with fallbacks. */
export function standaloneSvg(scene: Scene): string {
  const root = document.createElementNS(NS, 'svg');
  root.setAttribute('xmlns', NS);
  root.setAttribute('width', String(scene.width));
  root.setAttribute('height', String(scene.height));
  root.setAttribute('viewBox', `0 0 ${scene.width} ${scene.height}`);
  const ground = document.createElementNS(NS, 'rect');
  ground.setAttribute('width', '100%');
  ground.setAttribute('height', '100%');
  ground.setAttribute('fill', scene.ground);
  root.append(ground);
  for (const line of scene.lines) root.append(captionText(line));
  for (const { svg, x, y } of scene.charts) {
    const group = document.createElementNS(NS, 'g');
    group.setAttribute('transform', `translate(${x} ${y})`);
    for (const child of svg.children) {
      const copy = styledCopy(child);
      if (copy !== null) group.append(copy);
    }
    root.append(group);
  }
  return `<?xml version="1.0" encoding="UTF-8"?>\n${new XMLSerializer().serializeToString(root)}\n`;
}

function captionText(line: Scene['lines'][number]): SVGTextElement {
  const text = document.createElementNS(NS, 'text');
  const parts = /^(\d+) ([\d.]+px) (.+)$/.exec(line.font);
  text.setAttribute('x', String(line.x));
  text.setAttribute('y', String(line.y));
  text.setAttribute('fill', line.colour);
  text.setAttribute('font-weight', parts?.[1] ?? '400');
  text.setAttribute('font-size', parts?.[2] ?? '12px');
  text.setAttribute('font-family', parts?.[3] ?? 'sans-serif');
  text.textContent = line.text;
  return text;
}

/** A copy with computed looks as attributes; null for what is not to be exported. */
function styledCopy(element: Element): Element | null {
  if (element.hasAttribute('data-no-export')) return null;
  const copy = document.createElementNS(NS, element.localName);
  for (const { name, value } of element.attributes) {
    if (name !== 'class' && name !== 'style' && !name.startsWith('data-') && !name.startsWith('aria-'))
      copy.setAttribute(name, value);
  }
  const style = getComputedStyle(element);
  const isText = element instanceof SVGTextContentElement;
  if (element instanceof SVGGraphicsElement) {
    const plain = element.localName === 'g' ? (['opacity'] as const) : STYLED;
    for (const name of isText ? [...STYLED, ...STYLED_TEXT] : plain) {
      // Defaults are left out: they say nothing and make the file long.
      const value = style.getPropertyValue(name);
      if (value !== '' && !isDefault(name, value)) copy.setAttribute(name, value);
    }
  }
  for (const child of element.childNodes) {
    if (child instanceof Element) {
      const styled = styledCopy(child);
      if (styled !== null) copy.append(styled);
    } else if (child.nodeType === Node.TEXT_NODE) copy.append(child.textContent ?? '');
  }
  return copy;
}

const defaults: Readonly<Record<string, string | undefined>> = {
  'fill-opacity': '1',
  stroke: 'none',
  'stroke-width': '1px',
  'stroke-opacity': '1',
  'stroke-dasharray': 'none',
  'stroke-linecap': 'butt',
  'stroke-linejoin': 'miter',
  opacity: '1',
  'text-anchor': 'start',
  'font-variant-numeric': 'normal',
};

function isDefault(name: string, value: string): boolean {
  return defaults[name] === value;
}
