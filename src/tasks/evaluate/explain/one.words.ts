import type { Catalogue } from '../../../core/words';

export interface OneWords {
  readonly headline: (name: string, answer: string) => string;
  readonly start: (answer: string) => string;
  readonly end: (answer: string) => string;
  readonly rest: string;
  readonly part: (name: string, value: string) => string;
  readonly upTo: (answer: string) => string;
  readonly reason: (name: string, value: string, usual: string | null) => string;
  readonly unknown: string;
  readonly moreLikely: (list: string, number: boolean) => string;
  readonly lessLikely: (list: string, number: boolean) => string;
  readonly method: string;
  readonly columns: {
    readonly caption: string;
    readonly feature: string;
    readonly value: string;
    readonly usual: string;
    readonly by: string;
  };
}

export const oneWords: Catalogue<OneWords> = {
  en: {
    headline: (name, answer) => `${name}: ${answer}, and why`,
    start: (answer) => `usual: ${answer}`,
    end: (answer) => `answer: ${answer}`,
    rest: 'all other features',
    part: (name, value) => `${name}: ${value}`,
    upTo: (answer) => `brings it to ${answer}`,
    reason: (name, value, usual) => `${name} ${value}${usual === null ? '' : ` (usual ${usual})`}`,
    unknown: 'not known',
    moreLikely: (list, number) => `${number ? 'More' : 'More likely'} because: ${list}.`,
    lessLikely: (list, number) => `${number ? 'Less' : 'Less likely'} because: ${list}.`,
    method: 'SHAP; reasons of the model, not causes',
    columns: {
      caption: 'What adds up to the answer',
      feature: 'Feature',
      value: 'Value',
      usual: 'Usual',
      by: 'SHAP',
    },
  },
  ru: {
    headline: (name, answer) => `${name}: ${answer} — и почему`,
    start: (answer) => `обычно: ${answer}`,
    end: (answer) => `ответ: ${answer}`,
    rest: 'все остальные признаки',
    part: (name, value) => `${name}: ${value}`,
    upTo: (answer) => `с ним получается ${answer}`,
    reason: (name, value, usual) => `${name} — ${value}${usual === null ? '' : ` (обычно ${usual})`}`,
    unknown: 'неизвестно',
    moreLikely: (list, number) => `${number ? 'Больше' : 'Вероятнее'}, потому что: ${list}.`,
    lessLikely: (list, number) => `${number ? 'Меньше' : 'Менее вероятно'}, потому что: ${list}.`,
    method: 'SHAP: доводы модели, а не причины',
    columns: {
      caption: 'Из чего сложился ответ',
      feature: 'Признак',
      value: 'Значение',
      usual: 'Обычно',
      by: 'SHAP',
    },
  },
};
