import type { Catalogue, Locale } from '../../core/words';
import { shellWords, type ShellWords } from './shell';
import { welcomeWords, type WelcomeWords } from './welcome';
import { dataWords, type DataWords } from './data';
import { overviewWords, type OverviewWords } from './overview';
import { behaviourWords, type BehaviourWords } from './behaviour';
import { retentionControlWords, type RetentionControlWords } from './retention';
import { customersWords, type CustomersWords } from './customers';
import { predictWords, type PredictWords } from './predict';
import { sqlWords, type SqlWords } from './sql';
import { privacyWords, type PrivacyWords } from './privacy';

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
