import type { AnalysisKind } from '../../analyses';
import type { RoomName } from '../../state/rooms';
import { plural, type Catalogue, type Locale } from '../../core/words';

/** The frame around the rooms, and what several rooms say. */
export interface ShellWords {
  readonly rooms: Readonly<Record<RoomName, string>>;
  readonly theme: Readonly<Record<'system' | 'light' | 'dark', string>>;
  readonly themeLabel: string;
  readonly languageLabel: string;
  readonly languages: Readonly<Record<Locale, string>>;
  /** Names the links to the parts of a room. */
  readonly parts: string;
  readonly palette: string;
  readonly shortcuts: string;
  readonly commands: Readonly<Record<'rooms' | 'data' | 'page', string>>;
  readonly opening: (file: string) => string;
  readonly preparing: string;
  readonly stop: string;
  readonly stopped: { readonly says: string; readonly remedy: string };
  readonly needData: Readonly<Record<'title' | 'text' | 'action' | 'ready' | 'readyText' | 'compute', string>>;
  /** Stand where an exhibit's finding will be. */
  readonly titles: Readonly<Record<AnalysisKind, string>>;
  readonly download: { readonly recipe: string; readonly list: string };
  readonly asOf: (date: string) => string;
  readonly rowsOf: (count: number, printed: string) => string;
}

export const shellWords: Catalogue<ShellWords> = {
  en: {
    rooms: {
      data: 'Data',
      overview: 'Overview',
      behaviour: 'Behaviour',
      customers: 'Customers',
      predict: 'Predict',
      sql: 'SQL',
    },
    theme: { system: 'As the system', light: 'Light', dark: 'Dark' },
    themeLabel: 'Appearance',
    languageLabel: 'Language',
    languages: { en: 'English', ru: 'Русский' },
    parts: 'Parts of this page',
    palette: 'Commands',
    shortcuts: 'Keyboard shortcuts',
    commands: { rooms: 'Rooms', data: 'Data', page: 'Page' },
    opening: (file) => `Reading ${file}`,
    preparing: 'Sorting events by customer',
    stop: 'Stop',
    stopped: { says: 'Stopped before it was done.', remedy: 'Choose “compute again” whenever you like.' },
    needData: {
      title: 'Nothing is open yet',
      text: 'Drop a file or open a sample to fill this room.',
      action: 'Open a file',
      ready: 'The file is open, nothing is computed yet',
      readyText: 'Check in the Data room what the columns mean, or begin right away.',
      compute: 'Show what is in it',
    },
    titles: {
      overview: 'Over time',
      funnel: 'Funnel',
      conversionTime: 'Time to convert',
      funnelTrend: 'Conversion over time',
      outOfOrder: 'Events and order',
      sideBySide: 'Segments side by side',
      correlation: 'What goes along',
      rfm: 'Segments',
      migration: 'How customers moved',
      score: 'Who will buy',
      value: 'Who will come back',
      cohortValue: 'What customers have brought',
      bakeoff: 'Which forecast to trust',
      segments: 'Groups of buyers',
      retention: 'Who comes back',
      lifecycle: 'Coming and going',
      stickiness: 'How often they come',
      sessions: 'Sessions',
      trends: 'Trends',
      paths: 'Paths',
    },
    download: { recipe: 'Download the recipe', list: 'Download the list' },
    asOf: (date) => `as of ${date}`,
    rowsOf: (count, printed) => `${printed} ${plural('en', count, { one: 'row', other: 'rows' })}`,
  },
  ru: {
    rooms: {
      data: 'Данные',
      overview: 'Обзор',
      behaviour: 'Поведение',
      customers: 'Клиенты',
      predict: 'Прогноз',
      sql: 'SQL',
    },
    theme: { system: 'Как в системе', light: 'Светлое', dark: 'Тёмное' },
    themeLabel: 'Оформление',
    languageLabel: 'Язык',
    languages: { en: 'English', ru: 'Русский' },
    parts: 'Части страницы',
    palette: 'Команды',
    shortcuts: 'Горячие клавиши',
    commands: { rooms: 'Разделы', data: 'Данные', page: 'Страница' },
    opening: (file) => `Читаем ${file}`,
    preparing: 'Раскладываем события по клиентам',
    stop: 'Остановить',
    stopped: { says: 'Остановлено до завершения.', remedy: 'Пересчитать можно в любой момент.' },
    needData: {
      title: 'Пока ничего не открыто',
      text: 'Перетащите файл или откройте пример — и здесь появятся результаты.',
      action: 'Открыть файл',
      ready: 'Файл открыт, но ещё ничего не посчитано',
      readyText: 'Проверьте в разделе «Данные», что означают столбцы, или начинайте сразу.',
      compute: 'Показать, что внутри',
    },
    titles: {
      overview: 'По времени',
      funnel: 'Воронка',
      conversionTime: 'Время до конверсии',
      funnelTrend: 'Конверсия по времени',
      outOfOrder: 'События и порядок',
      sideBySide: 'Сегменты рядом',
      correlation: 'Что с этим связано',
      rfm: 'Сегменты',
      migration: 'Как перемещались клиенты',
      score: 'Кто купит',
      value: 'Кто вернётся',
      cohortValue: 'Сколько принесли клиенты',
      bakeoff: 'Какому прогнозу верить',
      segments: 'Группы покупателей',
      retention: 'Кто возвращается',
      lifecycle: 'Приходят и уходят',
      stickiness: 'Как часто заходят',
      sessions: 'Визиты',
      trends: 'Тренды',
      paths: 'Пути',
    },
    download: { recipe: 'Скачать рецепт', list: 'Скачать список' },
    asOf: (date) => `на ${date}`,
    rowsOf: (count, printed) =>
      `${printed} ${plural('ru', count, { one: 'строка', few: 'строки', many: 'строк', other: 'строки' })}`,
  },
};
