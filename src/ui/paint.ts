import type { Scene } from './scene';

/**
 * Draws a scene on a canvas, mark by mark, with the page's own fonts. An SVG drawn as an image would see
 * neither the page's fonts nor its policy; this way nothing is loaded and nothing taints.
 *
 * Draws `rect circle ellipse line path polyline polygon text tspan` inside `g`: all that the marks use.
 */
export function paint(scene: Scene, scale: number): HTMLCanvasElement {
  const canvas = document.createElement('canvas');
  canvas.width = Math.round(scene.width * scale);
  canvas.height = Math.round(scene.height * scale);
  const context = canvas.getContext('2d');
  if (context === null) throw new Error('the browser gives no canvas to draw on');
  context.scale(scale, scale);
  context.fillStyle = scene.ground;
  context.fillRect(0, 0, scene.width, scene.height);
  for (const line of scene.lines) {
    context.font = line.font;
    context.fillStyle = line.colour;
    context.fillText(line.text, line.x, line.y);
  }
  for (const { svg, x, y } of scene.charts) {
    context.save();
    context.translate(x, y);
    for (const child of svg.children) paintElement(context, child, 1);
    context.restore();
  }
  return canvas;
}

function paintElement(context: CanvasRenderingContext2D, element: Element, opacity: number): void {
  if (!(element instanceof SVGGraphicsElement) || element.hasAttribute('data-no-export')) return;
  const style = getComputedStyle(element);
  const shown = opacity * Number(style.opacity);
  if (style.display === 'none' || style.visibility === 'hidden' || shown === 0) return;
  context.save();
  const matrix = element.transform.baseVal.consolidate()?.matrix;
  if (matrix != null) context.transform(matrix.a, matrix.b, matrix.c, matrix.d, matrix.e, matrix.f);
  if (element instanceof SVGGElement) for (const child of element.children) paintElement(context, child, shown);
  else if (element instanceof SVGTextElement) paintText(context, element, shown);
  else paintShape(context, element, style, shown);
  context.restore();
}

function paintShape(
  context: CanvasRenderingContext2D,
  element: SVGGraphicsElement,
  style: CSSStyleDeclaration,
  opacity: number,
): void {
  const path = shapePath(element);
  if (path === null) return;
  if (style.fill !== 'none') {
    context.globalAlpha = opacity * Number(style.fillOpacity);
    context.fillStyle = style.fill;
    context.fill(path);
  }
  if (style.stroke !== 'none') {
    context.globalAlpha = opacity * Number(style.strokeOpacity);
    context.strokeStyle = style.stroke;
    context.lineWidth = parseFloat(style.strokeWidth);
    context.lineCap = style.strokeLinecap as CanvasLineCap;
    context.lineJoin = style.strokeLinejoin as CanvasLineJoin;
    context.setLineDash(style.strokeDasharray === 'none' ? [] : style.strokeDasharray.split(/[ ,]+/).map(parseFloat));
    context.stroke(path);
  }
}

function shapePath(element: SVGGraphicsElement): Path2D | null {
  const path = new Path2D();
  if (element instanceof SVGPathElement) return new Path2D(element.getAttribute('d') ?? '');
  if (element instanceof SVGRectElement) {
    const { x, y, width, height, rx } = element;
    path.roundRect(x.baseVal.value, y.baseVal.value, width.baseVal.value, height.baseVal.value, rx.baseVal.value);
  } else if (element instanceof SVGCircleElement) {
    path.arc(element.cx.baseVal.value, element.cy.baseVal.value, element.r.baseVal.value, 0, 2 * Math.PI);
  } else if (element instanceof SVGEllipseElement) {
    const { cx, cy, rx, ry } = element;
    path.ellipse(cx.baseVal.value, cy.baseVal.value, rx.baseVal.value, ry.baseVal.value, 0, 0, 2 * Math.PI);
  } else if (element instanceof SVGLineElement) {
    path.moveTo(element.x1.baseVal.value, element.y1.baseVal.value);
    path.lineTo(element.x2.baseVal.value, element.y2.baseVal.value);
  } else if (element instanceof SVGPolylineElement || element instanceof SVGPolygonElement) {
    for (const point of element.points) path.lineTo(point.x, point.y);
    if (element instanceof SVGPolygonElement) path.closePath();
  } else return null;
  return path;
}

/** Each stretch of text from where the browser itself has put its first letter. */
function paintText(context: CanvasRenderingContext2D, text: SVGTextElement, opacity: number): void {
  const spans = [...text.querySelectorAll<SVGTSpanElement>('tspan')];
  for (const part of spans.length > 0 ? spans : [text]) {
    const words = part.textContent?.trim() ?? '';
    if (words === '' || part.getNumberOfChars() === 0) continue;
    const style = getComputedStyle(part);
    const at = part.getStartPositionOfChar(0);
    context.globalAlpha = opacity * Number(style.fillOpacity);
    context.fillStyle = style.fill;
    context.font = `${style.fontWeight} ${style.fontSize} ${style.fontFamily}`;
    context.textAlign = 'left';
    context.fillText(words, at.x, at.y);
  }
}
