import { inkOn } from './colour';

/** A theme of the page. */
export type Theme = 'light' | 'dark';

type Eight = readonly [string, string, string, string, string, string, string, string];
type Nine = readonly [...Eight, string];

/** Colours by token, light and dark; `tokens.css` holds the same, and a test keeps them equal. */
export const tokens = {
  ground: { light: '#f6f4ef', dark: '#141310' },
  surface: { light: '#fffefb', dark: '#1c1b17' },
  raised: { light: '#ffffff', dark: '#24221d' },
  hairline: { light: '#e7e3da', dark: '#302e28' },
  'strong-line': { light: '#bdb7aa', dark: '#5c584e' },
  'control-line': { light: '#8f897c', dark: '#7d786c' },
  'ink-1': { light: '#1d1b17', dark: '#f3f0e8' },
  'ink-2': { light: '#57534a', dark: '#bdb8ac' },
  'ink-3': { light: '#6f6a5f', dark: '#989286' },
  accent: { light: '#0b6b69', dark: '#63c5bd' },
  'accent-strong': { light: '#084f4d', dark: '#8ddad3' },
  'on-accent': { light: '#ffffff', dark: '#0d1f1e' },
  'accent-wash': { light: '#e4efec', dark: '#20302d' },
  focus: { light: '#0b6b69', dark: '#63c5bd' },
  selection: { light: '#cfe5e1', dark: '#28504d' },
  mark: { light: '#0b6b69', dark: '#4fb3ab' },
  second: { light: '#956d30', dark: '#ddac5b' },
  track: { light: '#efece4', dark: '#26241f' },
  wash: { light: '#ecf2ee', dark: '#1f2825' },
  quiet: { light: '#8f897c', dark: '#7d786c' },
  good: { light: '#2a6e3f', dark: '#7cc48f' },
  bad: { light: '#a63a22', dark: '#ec8f76' },
  'bad-wash': { light: '#faece7', dark: '#33211c' },
  doubt: { light: '#b98f3f', dark: '#b9964f' },
  'doubt-ink': { light: '#57430f', dark: '#e6cf97' },
  'doubt-wash': { light: '#fbf5e6', dark: '#29241a' },
} as const satisfies Readonly<Record<string, Readonly<Record<Theme, string>>>>;

/**
 * The categorical palette, found by annealing on numbers: every pair is at least 9 (OKLab × 100) apart for
 * protan, deutan and tritan sight and 13 for normal sight, at least 3.5 L* apart in grey, and each at least
 * 3 : 1 on the surface. The first is the accent, the second a brass dark enough to be a mark.
 */
export const categorical: Readonly<Record<Theme, Eight>> = {
  light: ['#0b6b69', '#956d30', '#358fad', '#839d22', '#6d1b5d', '#383e90', '#8f3423', '#7858b7'],
  dark: ['#4fb3ab', '#ddac5b', '#3c7baf', '#958200', '#ebc6fa', '#9cf4a5', '#b34767', '#a089f0'],
};

/** Little to much: one hue, even steps of L*, and none in the zone where neither ink reaches 4.5 : 1. */
export const sequential: Readonly<Record<Theme, Nine>> = {
  light: ['#e2efec', '#bddad5', '#96c4bf', '#6faea9', '#4f9793', '#33827e', '#0d6c69', '#075552', '#043e3c'],
  dark: ['#21312e', '#274744', '#2b5d5b', '#337471', '#3e8c87', '#49a59e', '#62bdb6', '#88d4cd', '#acece4'],
};

/** Below (brass) and above (teal) a true middle. */
export const diverging: Readonly<Record<Theme, Nine>> = {
  light: ['#6b4609', '#916d2e', '#ba954f', '#d8c093', '#f1ede5', '#a7cac3', '#5ba7a1', '#387d79', '#125654'],
  dark: ['#f4db9e', '#c7aa69', '#987c3d', '#615334', '#302d26', '#3a5a54', '#3b8b85', '#70b9b3', '#a7e9e2'],
};

/** Inks that may stand on a ramp's step; the one with more contrast is taken. */
export const rampInks: Readonly<Record<Theme, readonly [string, string]>> = {
  light: ['#1d1b17', '#ffffff'],
  dark: ['#141310', '#ffffff'],
};

/** The ink for step 0 to 8 of a ramp. */
export function rampInk(theme: Theme, ramp: Nine, step: number): string {
  return inkOn(ramp[step] ?? ramp[0], rampInks[theme]);
}

/** The step, 0 to 8, of a share in [0, 1]; beyond the ends it stays at the end. */
export function sequentialStep(share: number): number {
  return Math.min(8, Math.max(0, Math.round(share * 8)));
}

/** The step, 0 to 8, of a share in [−1, 1]; 4 is the middle. */
export function divergingStep(share: number): number {
  return Math.min(8, Math.max(0, Math.round((share + 1) * 4)));
}
