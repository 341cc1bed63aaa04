import { FEATURE_BYTES, type Kernel } from './kernel';

/** The kernel in TypeScript, on a buffer of its own (zeroed). */
export function plainKernel(bytes: number): Kernel {
  const buffer = new ArrayBuffer(bytes);
  const u8 = new Uint8Array(buffer);
  const i32 = new Int32Array(buffer);
  const f32 = new Float32Array(buffer);
  const f64 = new Float64Array(buffer);
  // Places are whole multiples of the type's size; all indexes lie in the buffer.
  const int = (place: number): number => i32[place >> 2] as number;

  return {
    buffer,

    release: () => undefined,

    histogram(bins, stride, rows, count, pairs, out, list, listed) {
      const features = i32.subarray(list >> 2, (list >> 2) + listed);
      for (const f of features) {
        const start = (out + f * FEATURE_BYTES) / 8;
        f64.fill(0, start, start + FEATURE_BYTES / 8);
      }
      for (let i = 0; i < count; i++) {
        const row = int(rows + 4 * i);
        const pair = (pairs >> 2) + 2 * row;
        const gradient = f32[pair] as number;
        const hessian = f32[pair + 1] as number;
        const start = bins + row * stride;
        for (let k = 0; k < listed; k++) {
          const f = features[k] as number;
          const at = out / 8 + f * 512 + 2 * (u8[start + f] as number);
          f64[at] = (f64[at] as number) + gradient;
          f64[at + 1] = (f64[at + 1] as number) + hessian;
        }
      }
    },

    subtract(whole, part, list, listed) {
      for (let k = 0; k < listed; k++) {
        const shift = int(list + 4 * k) * 512;
        for (let i = 0; i < 512; i++) {
          const at = whole / 8 + shift + i;
          f64[at] = (f64[at] as number) - (f64[part / 8 + shift + i] as number);
        }
      }
    },

    scan(histogram, list, listed, splits, gradient, hessian, l2, least, best) {
      const out = best / 8;
      f64.fill(0, out, out + 6);
      let most = -1;
      const pass = (f: number, start: number, left: number, count: number): void => {
        let gl = left === 1 ? (f64[start] as number) : 0;
        let hl = left === 1 ? (f64[start + 1] as number) : 0;
        for (let s = 0; s < count; s++) {
          const g = f64[start + 2 * s + 2] as number;
          const h = f64[start + 2 * s + 3] as number;
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
          f64.set([most, f, s, left, gl, hl], out);
        }
      };
      for (let k = 0; k < listed; k++) {
        const f = int(list + 4 * k);
        const start = histogram / 8 + f * 512;
        const count = int(splits + 4 * f);
        pass(f, start, 0, count);
        if (f64[start + 1] !== 0) pass(f, start, 1, count);
      }
      f64[out] = most;
    },

    partition(rows, count, scratch, column, stride, last, missingLeft) {
      const at = rows >> 2;
      const aside = scratch >> 2;
      let left = 0;
      let right = 0;
      for (let i = 0; i < count; i++) {
        const row = i32[at + i] as number;
        const bin = u8[column + row * stride] as number;
        if (bin === 0 ? missingLeft === 1 : bin <= last) i32[at + left++] = row;
        else i32[aside + right++] = row;
      }
      i32.copyWithin(at + left, aside, aside + right);
      return left;
    },
  };
}
