import type { Analysis } from '../../core/analysis';
import { planSessions } from './plan';
import { sessionsResult, type SessionsFigures } from './result';
import { sessionsParams, settleSessions, type SessionsParams } from './spec';

/** What customers do in one sitting. */
export const sessions: Analysis<SessionsParams, SessionsFigures> = {
  kind: 'sessions',
  about: 'Sessions by a column or by pauses: how many, how long, how they begin and end, when; features of each.',
  params: sessionsParams,
  settle: settleSessions,
  plan: planSessions,
  result: sessionsResult,
};
