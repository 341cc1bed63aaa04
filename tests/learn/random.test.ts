import { expect, test } from 'vitest';
import { sfc32 } from '../../src/learn/random';

const mean = (n: number, draw: () => number): number => {
  let sum = 0;
  for (let i = 0; i < n; i++) sum += draw();
  return sum / n;
};

test('the same seed gives the same numbers, another stream gives others', () => {
  const draw = (seed: number, stream: number): number[] => {
    const r = sfc32(seed, stream);
    return [r.uniform(), r.normal(), r.gamma(0.4), r.beta(1, 3), r.below(10)];
  };
  expect(draw(1, 2)).toEqual(draw(1, 2));
  expect(draw(1, 2)).not.toEqual(draw(1, 3));
  expect(draw(1, 2)).not.toEqual(draw(2, 2));
});

test('many uniform numbers at once are those that would come one by one, and others follow', () => {
  const [together, single] = [sfc32(7, 1, 2), sfc32(7, 1, 2)];
  const many = new Float64Array(5);
  together.uniforms(many);
  expect([...many, together.below(1000)]).toEqual([...many.map(() => single.uniform()), single.below(1000)]);
});

test('the distributions have their means', () => {
  const r = sfc32(42);
  expect(mean(40_000, () => r.uniform())).toBeCloseTo(0.5, 2);
  expect(mean(40_000, () => r.exponential())).toBeCloseTo(1, 1);
  expect(mean(40_000, () => r.normal() ** 2)).toBeCloseTo(1, 1);
  expect(mean(40_000, () => r.gamma(0.4))).toBeCloseTo(0.4, 1);
  expect(mean(40_000, () => r.gamma(5))).toBeCloseTo(5, 0);
  expect(mean(40_000, () => r.beta(1, 3))).toBeCloseTo(0.25, 2);
});
