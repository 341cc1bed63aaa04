import { plural, type Catalogue } from '../../core/words';

/** The privacy light and its panel. */
export interface PrivacyWords {
  readonly light: (count: number) => string;
  readonly stays: string;
  readonly title: string;
  readonly text: string;
  readonly log: string;
  readonly own: string;
  readonly outside: string;
  readonly blocked: string;
  readonly offline: Readonly<Record<'unsupported' | 'installing' | 'ready' | 'update-waiting', string>>;
  readonly update: string;
  readonly fingerprints: string;
  readonly attestation: string;
  readonly kept: string;
  readonly firefox: string;
}

export const privacyWords: Catalogue<PrivacyWords> = {
  en: {
    light: (n) => plural('en', n, { one: '1 request', other: `${n} requests` }),
    stays: 'Everything stays in this tab.',
    title: 'What leaves this page',
    text: 'Nothing. The page may only load its own files from where it is hosted; its security policy, enforced by the browser, forbids every other address. Below is everything it asked for since it was opened.',
    log: 'Requests since load',
    own: 'Vitrine’s own files',
    outside: 'to other places',
    blocked: 'stopped by the policy',
    offline: {
      unsupported: 'This browser keeps no copy: the page needs its host to open.',
      installing: 'A copy for offline use is being kept.',
      ready: 'Works offline: a copy of Vitrine is kept in this browser.',
      'update-waiting': 'A new version of Vitrine is ready.',
    },
    update: 'Use it now (open files have to be dropped again)',
    fingerprints: 'Open files',
    attestation: 'Download the record',
    kept: 'What this browser keeps',
    firefox: 'In Firefox a page could still leave by opening a link; Vitrine has none that carries data.',
  },
  ru: {
    light: (n) =>
      plural('ru', n, { one: `${n} запрос`, few: `${n} запроса`, many: `${n} запросов`, other: `${n} запроса` }),
    stays: 'Всё остаётся в этой вкладке.',
    title: 'Что покидает эту страницу',
    text: 'Ничего. Странице разрешено загружать только собственные файлы с того места, где она размещена; любые другие адреса запрещает политика безопасности, за которой следит браузер. Ниже — всё, что она запросила с момента открытия.',
    log: 'Запросы с момента загрузки',
    own: 'собственные файлы Vitrine',
    outside: 'в другие места',
    blocked: 'остановлено политикой',
    offline: {
      unsupported: 'Этот браузер копию не хранит: для открытия страницы нужен её хостинг.',
      installing: 'Сохраняется копия для работы без сети.',
      ready: 'Работает без сети: копия Vitrine хранится в этом браузере.',
      'update-waiting': 'Готова новая версия Vitrine.',
    },
    update: 'Перейти на неё (файлы нужно будет открыть заново)',
    fingerprints: 'Открытые файлы',
    attestation: 'Скачать протокол',
    kept: 'Что хранит этот браузер',
    firefox: 'В Firefox страница теоретически может уйти по ссылке; в Vitrine нет ссылок с данными.',
  },
};
