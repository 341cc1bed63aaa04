import type { Catalogue, Locale } from '../core/words';
import { shellWords, type ShellWords } from './words/shell';
import { welcomeWords, type WelcomeWords } from './words/welcome';
import { dataWords, type DataWords } from './words/data';
import { overviewWords, type OverviewWords } from './words/overview';
import { behaviourWords, type BehaviourWords } from './words/behaviour';
import { retentionControlWords, type RetentionControlWords } from './words/retention';
import { customersWords, type CustomersWords } from './words/customers';
import { predictWords, type PredictWords } from './words/predict';
import { sqlWords, type SqlWords } from './words/sql';
import { privacyWords, type PrivacyWords } from './words/privacy';

/** Every text of the rooms, one file per room in `words/`. */
export interface RoomWords extends ShellWords {
  readonly welcome: WelcomeWords;
  readonly data: DataWords;
  readonly overview: OverviewWords;
  readonly behaviour: BehaviourWords;
  readonly retention: RetentionControlWords;
  readonly customers: CustomersWords;
  readonly predict: PredictWords['predict'];
  readonly model: PredictWords['model'];
  readonly sql: SqlWords;
  readonly privacy: PrivacyWords;
}

const of = (l: Locale): RoomWords => ({
  ...shellWords[l],
  welcome: welcomeWords[l],
  data: dataWords[l],
  overview: overviewWords[l],
  behaviour: behaviourWords[l],
  retention: retentionControlWords[l],
  customers: customersWords[l],
  predict: predictWords[l].predict,
  model: predictWords[l].model,
  sql: sqlWords[l],
  privacy: privacyWords[l],
});

export const roomWords: Catalogue<RoomWords> = { en: of('en'), ru: of('ru') };
