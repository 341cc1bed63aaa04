import type { Analysis } from '../../core/analysis';
import { planPaths } from './plan';
import { pathsResult, type PathsFigures } from './result';
import { pathsParams, settlePaths, type PathsParams } from './spec';

/** What customers do one after another. */
export const paths: Analysis<PathsParams, PathsFigures> = {
  kind: 'paths',
  about:
    'Which events (or values of a column) follow one another, from a start, to an end, or from sessions’ beginnings.',
  params: pathsParams,
  settle: settlePaths,
  plan: planPaths,
  result: pathsResult,
};
