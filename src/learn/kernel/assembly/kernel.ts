/* AssemblyScript: see ../kernel.ts for what each function does, ../plain.ts for the same in TypeScript. */

/** Bytes of one feature's histogram, as a shift. */
const FEATURE: u32 = 12;

export function histogram(
  bins: usize,
  stride: i32,
  rows: usize,
  count: i32,
  pairs: usize,
  out: usize,
  list: usize,
  listed: i32,
): void {
  for (let k = 0; k < listed; k++) memory.fill(out + (load<u32>(list + (k << 2)) << FEATURE), 0, 1 << FEATURE);
  const end = rows + ((<usize>count) << 2);
  const whole = listed === stride;
  for (; rows < end; rows += 4) {
    const row = <usize>load<u32>(rows);
    // Gradient and hessian as two float64: one addition does both.
    const pair = f64x2.promote_low_f32x4(v128.load64_zero(pairs + (row << 3)));
    let at = bins + row * stride;
    if (whole) {
      let to = out;
      const last = at + stride;
      for (; at + 4 <= last; at += 4) {
        const four = load<u32>(at);
        const a = to + ((four & 255) << 4);
        v128.store(a, f64x2.add(v128.load(a), pair));
        const b = to + (((four >> 8) & 255) << 4);
        v128.store(b, f64x2.add(v128.load(b, 4096), pair), 4096);
        const c = to + (((four >> 16) & 255) << 4);
        v128.store(c, f64x2.add(v128.load(c, 8192), pair), 8192);
        const d = to + ((four >> 24) << 4);
        v128.store(d, f64x2.add(v128.load(d, 12288), pair), 12288);
        to += 16384;
      }
      for (; at < last; at++) {
        const a = to + ((<usize>load<u8>(at)) << 4);
        v128.store(a, f64x2.add(v128.load(a), pair));
        to += 4096;
      }
    } else {
      for (let k = 0; k < listed; k++) {
        const f = <usize>load<u32>(list + (k << 2));
        const a = out + (f << FEATURE) + ((<usize>load<u8>(at + f)) << 4);
        v128.store(a, f64x2.add(v128.load(a), pair));
      }
    }
  }
}

export function subtract(whole: usize, part: usize, list: usize, listed: i32): void {
  for (let k = 0; k < listed; k++) {
    const shift = (<usize>load<u32>(list + (k << 2))) << FEATURE;
    const end = whole + shift + (1 << FEATURE);
    let b = part + shift;
    for (let a = whole + shift; a < end; a += 16, b += 16) {
      v128.store(a, f64x2.sub(v128.load(a), v128.load(b)));
    }
  }
}

let most: f64 = 0;

function pass(
  f: i32,
  start: usize,
  left: i32,
  count: i32,
  gradient: f64,
  hessian: f64,
  l2: f64,
  least: f64,
  best: usize,
): void {
  let gl = left ? load<f64>(start) : 0;
  let hl = left ? load<f64>(start, 8) : 0;
  for (let s = 0; s < count; s++) {
    start += 16;
    const g = load<f64>(start);
    const h = load<f64>(start, 8);
    // An empty bin changes nothing: most are, far from the root.
    if (g === 0 && h === 0) continue;
    gl += g;
    hl += h;
    if (!(hl >= least)) continue;
    const hr = hessian - hl;
    if (!(hr >= least)) break;
    const gr = gradient - gl;
    const a = hl + l2;
    const b = hr + l2;
    // The comparison of the scores without their divisions, which few bins come to.
    if (!(gl * gl * b + gr * gr * a > most * a * b)) continue;
    most = (gl * gl) / a + (gr * gr) / b;
    store<f64>(best, <f64>f, 8);
    store<f64>(best, <f64>s, 16);
    store<f64>(best, <f64>left, 24);
    store<f64>(best, gl, 32);
    store<f64>(best, hl, 40);
  }
}

export function scan(
  histogram: usize,
  list: usize,
  listed: i32,
  splits: usize,
  gradient: f64,
  hessian: f64,
  l2: f64,
  least: f64,
  best: usize,
): void {
  memory.fill(best, 0, 48);
  most = -1;
  for (let k = 0; k < listed; k++) {
    const f = load<i32>(list + (k << 2));
    const start = histogram + ((<usize>f) << FEATURE);
    const count = load<i32>(splits + (f << 2));
    pass(f, start, 0, count, gradient, hessian, l2, least, best);
    if (load<f64>(start, 8) !== 0) pass(f, start, 1, count, gradient, hessian, l2, least, best);
  }
  store<f64>(best, most);
}

export function partition(
  rows: usize,
  count: i32,
  scratch: usize,
  column: usize,
  stride: i32,
  last: i32,
  missingLeft: i32,
): i32 {
  const end = rows + ((<usize>count) << 2);
  let left = rows;
  let right = scratch;
  for (let from = rows; from < end; from += 4) {
    const row = load<u32>(from);
    const bin = <u32>load<u8>(column + <usize>row * stride);
    const goesLeft = bin ? bin <= <u32>last : missingLeft !== 0;
    // Both sides are written and one of them moves on: no branch to guess.
    store<u32>(right, row);
    store<u32>(left, row);
    left += goesLeft ? 4 : 0;
    right += goesLeft ? 0 : 4;
  }
  memory.copy(left, scratch, right - scratch);
  return <i32>((left - rows) >> 2);
}
