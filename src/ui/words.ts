import type { ExclusionReason } from '../core/spine';
import { plural, type Catalogue } from '../core/words';

/** Every text that the design system itself says. Numbers come printed, counts as numbers beside them. */
export interface UiWords {
  readonly how: string;
  readonly howAbout: (headline: string) => string;
  readonly tools: string;
  readonly showTable: string;
  readonly showPicture: string;
  readonly download: string;
  readonly downloadPng: string;
  readonly downloadSvg: string;
  readonly downloadCsv: string;
  /** The figures behind a picture in another format. */
  readonly downloadFigures: (format: string) => string;
  readonly copySql: string;
  readonly copyTable: string;
  readonly copy: string;
  readonly copied: string;
  readonly copyFailed: string;
  readonly pictureFailed: string;
  readonly expand: string;
  readonly close: string;
  readonly cancel: string;
  readonly stop: string;
  readonly retry: string;
  readonly renewing: string;
  readonly inTurn: string;
  readonly outdated: string;
  readonly loading: string;
  readonly working: string;
  readonly doneShare: (percent: string) => string;
  readonly partial: string;
  readonly tooFew: (n: number, printed: string, of: string) => string;
  readonly tooFewRemedy: (enough: string, of: string) => string;
  readonly details: string;
  readonly errorCode: string;
  readonly errorCause: string;
  readonly receipt: string;
  readonly receiptIntro: string;
  readonly sql: string;
  readonly parameters: string;
  readonly versions: string;
  readonly rowsHead: string;
  readonly rowsUsed: (printed: string, file: string) => string;
  readonly rowsExcluded: (printed: string, reason: string) => string;
  readonly noneExcluded: string;
  /** What became of the file's rows before any was counted. */
  readonly fileRows: (all: string, rejected: string) => string;
  readonly emptied: (values: string) => string;
  readonly repeated: (rows: string) => string;
  readonly incomplete: (rows: string) => string;
  readonly unmatched: (rows: string) => string;
  readonly exclusion: Readonly<Record<ExclusionReason, string>>;
  readonly asOf: string;
  readonly zone: string;
  readonly currency: string;
  readonly fingerprint: string;
  readonly none: string;
  readonly rows: (count: number, printed: string) => string;
  readonly sortBy: (column: string) => string;
  readonly ascending: string;
  readonly descending: string;
  readonly loadingRows: string;
  readonly noRows: string;
  readonly chartKeys: string;
  readonly chartOf: (index: string, total: string) => string;
  readonly whoAsk: string;
  readonly whoClick: string;
  readonly whoEnter: string;
  readonly dropHere: string;
  readonly dropNow: string;
  readonly chooseFiles: string;
  readonly dropFormats: string;
  readonly foldersIgnored: (names: string) => string;
  readonly palette: string;
  readonly palettePlaceholder: string;
  readonly paletteNone: (query: string) => string;
  readonly paletteKeys: string;
  readonly shortcuts: string;
  readonly rooms: string;
  readonly skip: string;
  readonly requests: (count: number, printed: string) => string;
  readonly sinceLoad: string;
  readonly staysHere: string;
  readonly leftHere: string;
  readonly privacy: string;
  readonly dismiss: string;
  readonly source: string;
  readonly optional: string;
  readonly madeWith: string;
  readonly spark: (first: string, last: string) => string;
}

export const uiWords: Catalogue<UiWords> = {
  en: {
    how: 'how',
    howAbout: (headline) => `How it was found: ${headline}`,
    tools: 'Tools for this exhibit',
    showTable: 'Show as table',
    showPicture: 'Show as picture',
    download: 'Download',
    downloadPng: 'Picture (PNG)',
    downloadSvg: 'Drawing (SVG)',
    downloadCsv: 'Figures (CSV)',
    downloadFigures: (format) => `Figures (${format})`,
    copySql: 'Copy SQL',
    copyTable: 'Copy table',
    copy: 'Copy',
    copied: 'Copied.',
    pictureFailed: 'The browser could not draw the picture. Save it as SVG, or make the window smaller.',
    copyFailed: 'The browser did not allow copying. Select the text and copy it by hand.',
    expand: 'Enlarge',
    close: 'Close',
    cancel: 'Cancel',
    stop: 'Stop',
    retry: 'Try again',
    renewing: 'Computing anew',
    inTurn: 'To be computed anew in a moment',
    outdated: 'Stopped: these are still the figures from before.',
    loading: 'Computing',
    working: 'Working',
    doneShare: (percent) => `${percent} done`,
    partial: 'Not all of it yet',
    tooFew: (_n, printed, of) => `Too few to say: ${printed} ${of}`,
    tooFewRemedy: (enough, of) => `From ${enough} ${of} on, the answer would be reliable.`,
    details: 'Details',
    errorCode: 'Code',
    errorCause: 'Cause',
    receipt: 'How this was found',
    receiptIntro: 'Enough to make it again and to check it by hand. Everything ran in this tab.',
    sql: 'Queries',
    parameters: 'Parameters',
    versions: 'Versions',
    rowsHead: 'Rows',
    rowsUsed: (printed, file) => `${printed} used from ${file}`,
    rowsExcluded: (printed, reason) => `${printed} left out: ${reason}`,
    noneExcluded: 'None left out',
    fileRows: (all, rejected) => `${all} in the file, ${rejected} of them could not be read and are set apart`,
    emptied: (values) => `${values} values that are no number or time were made empty`,
    repeated: (rows) => `${rows} equal an earlier row and are counted`,
    incomplete: (rows) => `${rows} customers left out when the tables were combined: incomplete`,
    unmatched: (rows) => `${rows} without a row in another of the combined tables, kept with gaps`,
    exclusion: {
      'no customer': 'no customer',
      'no time': 'no time',
      'unreadable time': 'time that cannot be read',
      'unreadable row': 'row that cannot be read',
      duplicate: 'same as an earlier row',
      'zero amount': 'amount of zero',
    },
    asOf: 'As of',
    zone: 'Time zone',
    currency: 'Currency',
    fingerprint: 'Fingerprint',
    none: 'none',
    rows: (count, printed) => `${printed} ${plural('en', count, { one: 'row', other: 'rows' })}`,
    sortBy: (column) => `Sort by ${column}`,
    ascending: 'lowest first',
    descending: 'highest first',
    loadingRows: 'Loading rows',
    noRows: 'No rows',
    chartKeys: 'Arrow keys move from value to value.',
    chartOf: (index, total) => `${index} of ${total}`,
    whoAsk: 'Whom do you mean?',
    whoClick: 'Click: who are they?',
    whoEnter: 'Enter: who are they?',
    dropHere: 'Drop your files here',
    dropNow: 'Let go to open',
    chooseFiles: 'Choose files',
    dropFormats: 'CSV, Excel, JSON, Parquet or Arrow, also zipped, several at once',
    foldersIgnored: (names) => `Folders are not read: ${names}. Drop the files inside them.`,
    palette: 'Go to or do',
    palettePlaceholder: 'Search rooms and actions',
    paletteNone: (query) => `Nothing is called “${query}”. Try a shorter word.`,
    paletteKeys: '↑ ↓ to move, Enter to choose, Esc to close',
    shortcuts: 'Keyboard',
    rooms: 'Rooms',
    skip: 'Skip to content',
    requests: (count, printed) => `${printed} ${plural('en', count, { one: 'request', other: 'requests' })}`,
    sinceLoad: 'since load',
    staysHere: 'Everything stays in this tab.',
    leftHere: 'Open to see where they went.',
    privacy: 'Privacy',
    dismiss: 'Dismiss',
    source: 'Source',
    optional: 'optional',
    madeWith: 'Made with Vitrine',
    spark: (first, last) => `from ${first} to ${last}`,
  },
  ru: {
    how: 'как это получено',
    howAbout: (headline) => `Как это получено: ${headline}`,
    tools: 'Действия с этим графиком',
    showTable: 'Показать таблицей',
    showPicture: 'Показать графиком',
    download: 'Скачать',
    downloadPng: 'Картинка (PNG)',
    downloadSvg: 'Чертёж (SVG)',
    downloadCsv: 'Цифры (CSV)',
    downloadFigures: (format) => `Цифры (${format})`,
    copySql: 'Скопировать SQL',
    copyTable: 'Скопировать таблицу',
    copy: 'Скопировать',
    copied: 'Скопировано.',
    pictureFailed: 'Браузер не смог нарисовать картинку. Сохраните её как SVG или уменьшите окно.',
    copyFailed: 'Браузер не разрешил копирование. Выделите текст и скопируйте вручную.',
    expand: 'Увеличить',
    close: 'Закрыть',
    cancel: 'Отмена',
    stop: 'Остановить',
    retry: 'Повторить',
    renewing: 'Считаем заново',
    inTurn: 'Сейчас будет пересчитано',
    outdated: 'Остановлено: показаны прежние цифры.',
    loading: 'Считаем',
    working: 'Работаем',
    doneShare: (percent) => `готово ${percent}`,
    partial: 'Пока не всё',
    tooFew: (_n, printed, of) => `Слишком мало для вывода: ${printed} ${of}`,
    tooFewRemedy: (enough, of) => `Надёжный ответ будет от ${enough} ${of}.`,
    details: 'Подробности',
    errorCode: 'Код',
    errorCause: 'Причина',
    receipt: 'Как это получено',
    receiptIntro: 'Здесь всё, чтобы повторить расчёт и проверить его вручную. Он шёл только в этой вкладке.',
    sql: 'Запросы',
    parameters: 'Параметры',
    versions: 'Версии',
    rowsHead: 'Строки',
    rowsUsed: (printed, file) => `${printed} взято из ${file}`,
    rowsExcluded: (printed, reason) => `${printed} не вошло: ${reason}`,
    noneExcluded: 'Вошли все',
    fileRows: (all, rejected) => `${all} в файле, из них не прочитано и отложено ${rejected}`,
    emptied: (values) => `Значений, которые не число и не время, сделано пустыми: ${values}`,
    repeated: (rows) => `Повторяют более раннюю строку и учтены: ${rows}`,
    incomplete: (rows) => `Не вошло при объединении таблиц из-за пропусков: ${rows}`,
    unmatched: (rows) => `Без пары в другой из объединённых таблиц, оставлены с пропусками: ${rows}`,
    exclusion: {
      'no customer': 'нет клиента',
      'no time': 'нет времени',
      'unreadable time': 'время не читается',
      'unreadable row': 'строка не читается',
      duplicate: 'повтор более ранней строки',
      'zero amount': 'нулевая сумма',
    },
    asOf: 'На дату',
    zone: 'Часовой пояс',
    currency: 'Валюта',
    fingerprint: 'Отпечаток файла',
    none: 'нет',
    rows: (count, printed) =>
      `${printed} ${plural('ru', count, { one: 'строка', few: 'строки', many: 'строк', other: 'строки' })}`,
    sortBy: (column) => `Упорядочить: ${column}`,
    ascending: 'сначала меньшие',
    descending: 'сначала большие',
    loadingRows: 'Загружаем строки',
    noRows: 'Строк нет',
    chartKeys: 'Стрелки переводят от значения к значению.',
    chartOf: (index, total) => `${index} из ${total}`,
    whoAsk: 'О ком речь?',
    whoClick: 'Щёлкните: кто это?',
    whoEnter: 'Enter: кто это?',
    dropHere: 'Перетащите файлы сюда',
    dropNow: 'Отпустите, чтобы открыть',
    chooseFiles: 'Выбрать файлы',
    dropFormats: 'CSV, Excel, JSON, Parquet или Arrow, можно в архиве и несколько сразу',
    foldersIgnored: (names) => `Папки не читаются: ${names}. Перетащите файлы из них.`,
    palette: 'Перейти или сделать',
    palettePlaceholder: 'Найти раздел или действие',
    paletteNone: (query) => `Ничего не нашлось по слову «${query}». Попробуйте короче.`,
    paletteKeys: '↑ ↓ выбрать, Enter перейти, Esc закрыть',
    shortcuts: 'Клавиши',
    rooms: 'Разделы',
    skip: 'К содержанию',
    requests: (count, printed) =>
      `${printed} ${plural('ru', count, { one: 'запрос', few: 'запроса', many: 'запросов', other: 'запроса' })}`,
    sinceLoad: 'с загрузки',
    staysHere: 'Всё остаётся в этой вкладке.',
    leftHere: 'Откройте, чтобы увидеть, куда.',
    privacy: 'Приватность',
    dismiss: 'Скрыть',
    source: 'Источник',
    optional: 'необязательно',
    madeWith: 'Сделано в Vitrine',
    spark: (first, last) => `от ${first} до ${last}`,
  },
};
