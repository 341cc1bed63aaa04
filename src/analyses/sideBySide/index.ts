import type { Analysis } from '../../core/analysis';
import { planSideBySide } from './plan';
import { sideBySideResult, type SideBySideFigures } from './result';
import { settleSideBySide, sideBySideParams, type SideBySideParams } from './spec';

/** Segments beside one another and beside everybody. */
export const sideBySide: Analysis<SideBySideParams, SideBySideFigures> = {
  kind: 'sideBySide',
  about: 'Segments beside everybody: their size, sessions, purchases and money.',
  params: sideBySideParams,
  settle: settleSideBySide,
  plan: planSideBySide,
  result: sideBySideResult,
};
