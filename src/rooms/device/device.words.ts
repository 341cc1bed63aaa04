import { plural, type Catalogue } from '../../core/words';
import type { Fault } from '../../data/kept';

/** What outlives the tab: the kept workspace, the journal, and how both are erased. Sizes and times come printed. */
export interface DeviceWords {
  readonly title: string;
  readonly keep: string;
  /** What is kept, where, and who can read it; before it is. */
  readonly would: (files: string, bytes: string, place: string) => string;
  /** The same where only the files' places are kept. */
  readonly wouldPoint: (files: string, place: string) => string;
  readonly how: Readonly<Record<'label' | 'copy' | 'handle', string>>;
  readonly sample: string;
  readonly replaces: (files: string, bytes: string) => string;
  readonly keeps: (files: string, bytes: string) => string;
  /** Tables that were made of files of which one is closed. */
  readonly forgotten: (tables: string) => string;
  readonly keepsPlace: (files: string) => string;
  readonly persisted: Readonly<Record<'yes' | 'no' | 'unknown', string>>;
  readonly off: string;
  readonly journal: string;
  readonly details: string;
  readonly doing: Readonly<Record<'keeping' | 'checking' | 'asking' | 'erasing', string>>;
  readonly justNow: string;
  readonly elsewhere: string;
  readonly newer: string;
  readonly removed: (bytes: string) => string;
  readonly back: {
    readonly title: (files: string) => string;
    readonly text: (bytes: string, ago: string) => string;
    readonly place: (ago: string) => string;
    readonly open: string;
    readonly erase: string;
  };
  readonly before: {
    readonly title: (files: string, choices: number) => string;
    readonly text: (files: number) => string;
    readonly forget: string;
    readonly awaited: (files: string) => string;
  };
  readonly other: {
    readonly title: (file: string) => string;
    readonly size: (bytes: string, larger: boolean) => string;
    readonly sameSize: string;
    readonly sameColumns: string;
    readonly lacks: (columns: string) => string;
    readonly more: (columns: string) => string;
    readonly use: string;
    readonly leave: string;
    readonly cannot: string;
  };
  readonly missed: (tables: string) => string;
  readonly missedChoices: (tables: string) => string;
  readonly fault: (
    fault: Fault,
    bytes: (n: number) => string,
  ) => { readonly sentence: string; readonly remedy: string };
  readonly list: {
    readonly title: string;
    readonly lead: (place: string) => string;
    readonly workspace: string;
    readonly models: (n: number) => string;
    readonly entries: Readonly<Record<'vitrine.roles' | 'vitrine.journal', string>>;
    readonly handles: string;
    readonly other: string;
    readonly nothing: string;
    readonly empty: string;
    readonly spared: string;
    readonly originals: string;
    readonly eraseAll: string;
    readonly erased: (time: string) => string;
    readonly left: (files: number, databases: number, entries: number) => string;
    readonly working: (bytes: string) => string;
  };
}

export const deviceWords: Catalogue<DeviceWords> = {
  en: {
    title: 'On this device',
    keep: 'Keep this workspace on this device',
    would: (files, bytes, place) =>
      `Copies ${files} (${bytes}) and your choices into this browser’s own storage for ${place}. Whoever uses this browser profile can open them. Nothing is sent, nothing is synced.`,
    wouldPoint: (files, place) =>
      `Remembers where ${files} lies and your choices, in this browser’s own storage for ${place}; nothing is copied. When you come back the browser may ask whether the page may read it, and you are told if it has changed.`,
    how: { label: 'What is kept', copy: 'A copy', handle: 'Only where it lies' },
    sample: 'A sample need not be kept: it is a click away.',
    replaces: (files, bytes) => `What is kept now is erased then: ${files}, ${bytes}.`,
    keeps: (files, bytes) => `Kept: ${files} (${bytes}), with your choices as you make them.`,
    forgotten: (tables) =>
      `${tables}: made of files of which one is closed, so it is gone after a reload. Open that file again, or download the table.`,
    keepsPlace: (files) =>
      `Kept: where ${files} lies, with your choices as you make them. The file itself is not copied.`,
    persisted: {
      yes: 'The browser has promised not to remove it on its own.',
      no: 'The browser has promised nothing: it may remove it when room runs short. Keep your own file.',
      unknown: 'The browser does not say whether it may remove it. Keep your own file.',
    },
    off: 'Switching it off erases the copy at once.',
    journal:
      'Without it, this tab remembers the names of files and columns and your choices until it is closed, never a row. After a reload or a crash, drop the files again and it goes on as it was.',
    details: 'What this browser keeps',
    doing: {
      keeping: 'Copying to this device',
      checking: 'Checking the copy',
      asking: 'Waiting for the browser to let the file be read',
      erasing: 'Erasing',
    },
    justNow: 'just now',
    elsewhere:
      'The kept workspace is open in another tab of this browser. This tab works without keeping anything; when the other one is closed, it can take over.',
    newer: 'A newer version of Vitrine keeps a workspace here. This version cannot read it, and leaves it as it is.',
    removed: (bytes) => `A copy that was never finished (${bytes}) was found and removed.`,
    back: {
      title: (files) => `Welcome back: ${files}`,
      text: (bytes, ago) => `${bytes}, kept ${ago} in this browser, with your choices.`,
      place: (ago) => `Kept ${ago}: where it lies, and your choices. The browser may ask whether the page may read it.`,
      open: 'Open',
      erase: 'Erase',
    },
    before: {
      title: (files, choices) =>
        choices === 0
          ? `Your last workspace: ${files}`
          : `Your last workspace: ${files}, ${plural('en', choices, { one: '1 choice', other: `${choices} choices` })}`,
      text: (files) =>
        `Drop ${plural('en', files, { one: 'the file', other: 'the files' })} again and it goes on as it was. This tab has remembered names and choices, no row; that ends when it is closed.`,
      forget: 'Forget it',
      awaited: (files) => `Still to come: ${files}. Drop it and it goes on as it was.`,
    },
    other: {
      title: (file) => `This is another ${file} than before`,
      size: (bytes, larger) => (larger ? `It is ${bytes} larger.` : `It is ${bytes} smaller.`),
      sameSize: 'It has the same size and other content.',
      sameColumns: 'Its columns are the same.',
      lacks: (columns) => `It lacks ${columns}.`,
      more: (columns) => `New in it: ${columns}.`,
      use: 'Use the choices made before',
      leave: 'Begin afresh',
      cannot: 'The choices made before name columns that it does not have.',
    },
    missed: (tables) =>
      `Not opened: ${tables}. What is kept stays as it is; what you choose now is not kept until you switch it on again.`,
    missedChoices: (tables) => `Opened without the choices made before, which this version cannot read: ${tables}.`,
    fault: (fault, bytes) => {
      switch (fault.is) {
        case 'full':
          return {
            sentence:
              fault.free === null
                ? `There is not enough room on this device for ${bytes(fault.needed)}.`
                : `The copy needs ${bytes(fault.needed)}; the browser gives this page ${bytes(fault.free)} more.`,
            remedy: 'Nothing new was kept, and you can go on working. Free some room and switch it on again.',
          };
        case 'denied':
          return {
            sentence: `This browser gives the page no storage${fault.reason === '' ? '' : ` (${fault.reason})`}.`,
            remedy: 'Private windows often do not. You can go on working; nothing is kept.',
          };
        case 'elsewhere':
          return {
            sentence: 'Another tab of this browser has what is kept here in hand.',
            remedy: 'Close that tab and try again; this one goes on working without keeping.',
          };
        case 'newer':
          return {
            sentence: 'A newer version of Vitrine keeps a workspace here, and it is left alone.',
            remedy: 'Open that version, or erase what it keeps first.',
          };
        case 'damaged':
          return {
            sentence: `The copy of “${fault.file}” is not what was written, so it was not opened.`,
            remedy: 'Erase it and drop your own file again.',
          };
        case 'unreadable':
          return {
            sentence: `“${fault.file}” could not be read: it was moved, changed or removed since it was opened.`,
            remedy: 'Nothing new was kept. Drop the file again and switch it on.',
          };
        case 'refused':
          return {
            sentence: `The browser was not allowed to read “${fault.file}” where it lies.`,
            remedy: 'Open it once more and allow it, or drop the file.',
          };
        case 'moved':
          return {
            sentence: `“${fault.file}” is no longer where it lay.`,
            remedy: 'Drop the file from where it is now.',
          };
        case 'gone':
          return {
            sentence: 'What was kept is no longer there: another tab or the browser erased it.',
            remedy: 'Drop your own file again.',
          };
        case 'stopped':
          return { sentence: 'Stopped.', remedy: 'What was kept before stays.' };
      }
    },
    list: {
      title: 'What this browser keeps',
      lead: (place) => `For this page at ${place}. Whoever uses this browser profile can read it.`,
      workspace: 'Workspace',
      models: (n) => plural('en', n, { one: '1 trained model', other: `${n} trained models` }),
      entries: {
        'vitrine.roles': 'What columns mean, by header',
        'vitrine.journal': 'What stands open in this tab, without rows',
      },
      handles: 'Where kept files lie',
      other: 'Files',
      nothing: 'Nothing.',
      empty: 'empty',
      spared: 'Language and appearance stay, and so does Vitrine’s own copy for use without a network.',
      originals: 'Your own files are not touched.',
      eraseAll: 'Erase everything',
      erased: (time) => `Erased, and looked again at ${time}:`,
      left: (files, databases, entries) =>
        `${plural('en', files, { one: '1 file', other: `${files} files` })}, ${plural('en', databases, { one: '1 database', other: `${databases} databases` })}, ${plural('en', entries, { one: '1 entry', other: `${entries} entries` })} left.`,
      working: (bytes) => `The database of an open tab holds ${bytes} in working files; they go with the tab.`,
    },
  },
  ru: {
    title: 'На этом устройстве',
    keep: 'Хранить эту работу на устройстве',
    would: (files, bytes, place) =>
      `${files} (${bytes}) и всё, что вы выбрали, скопируются в хранилище этого браузера для ${place}. Открыть их сможет любой, кто работает в этом профиле браузера. Ничего не отправляется и не синхронизируется.`,
    wouldPoint: (files, place) =>
      `В хранилище этого браузера для ${place} запомнится, где лежит ${files}, и всё, что вы выбрали; копии не будет. Когда вы вернётесь, браузер может спросить, можно ли прочитать файл, а если он изменился, вы об этом узнаете.`,
    how: { label: 'Что хранить', copy: 'Копию', handle: 'Только где лежит' },
    sample: 'Пример хранить незачем: он открывается одним щелчком.',
    replaces: (files, bytes) => `То, что хранится сейчас, при этом сотрётся: ${files}, ${bytes}.`,
    forgotten: (tables) =>
      `${tables}: таблица собрана из файлов, один из которых закрыт, и после перезагрузки её не будет. Откройте этот файл снова или скачайте таблицу.`,
    keeps: (files, bytes) => `Хранится: ${files} (${bytes}) и ваши настройки — по мере того, как вы их меняете.`,
    keepsPlace: (files) =>
      `Хранится: где лежит ${files}, и ваши настройки — по мере того, как вы их меняете. Сам файл не скопирован.`,
    persisted: {
      yes: 'Браузер обещал сам этого не удалять.',
      no: 'Браузер ничего не обещал и может удалить копию, когда кончится место. Исходный файл берегите.',
      unknown: 'Браузер не сообщает, может ли он удалить копию. Исходный файл берегите.',
    },
    off: 'Если выключить, копия сразу сотрётся.',
    journal:
      'Если не включать, вкладка до закрытия помнит только названия файлов и столбцов и ваши настройки, но ни одной строки. После сбоя или перезагрузки перетащите файлы снова — и всё продолжится с того же места.',
    details: 'Что хранит этот браузер',
    doing: {
      keeping: 'Копируем на устройство',
      checking: 'Проверяем копию',
      asking: 'Ждём, пока браузер разрешит прочитать файл',
      erasing: 'Стираем',
    },
    justNow: 'только что',
    elsewhere:
      'Сохранённая работа открыта в другой вкладке этого браузера. Эта вкладка работает, ничего не сохраняя; когда та закроется, продолжить можно будет здесь.',
    newer: 'Здесь хранится работа более новой версии Vitrine. Эта версия её не читает и не трогает.',
    removed: (bytes) => `Найдена и удалена копия, которая так и не была дописана (${bytes}).`,
    back: {
      title: (files) => `С возвращением: ${files}`,
      text: (bytes, ago) => `${bytes}, сохранено в этом браузере ${ago} вместе с вашими настройками.`,
      place: (ago) =>
        `Сохранено ${ago}: где лежит файл, и ваши настройки. Браузер может спросить, можно ли его прочитать.`,
      open: 'Открыть',
      erase: 'Стереть',
    },
    before: {
      title: (files, choices) =>
        choices === 0
          ? `Вы работали с ${files}`
          : `Вы работали с ${files}, ${plural('ru', choices, { one: `${choices} настройка`, few: `${choices} настройки`, many: `${choices} настроек`, other: `${choices} настройки` })}`,
      text: (files) =>
        `Перетащите ${plural('ru', files, { one: 'файл', few: 'файлы', many: 'файлы', other: 'файлы' })} снова — и всё продолжится с того же места. Вкладка помнит названия и настройки, но не строки, и только до закрытия.`,
      forget: 'Забыть',
      awaited: (files) => `Не хватает: ${files}. Перетащите — и всё продолжится с того же места.`,
    },
    other: {
      title: (file) => `Это другой ${file}, не тот, что раньше`,
      size: (bytes, larger) => (larger ? `Он больше на ${bytes}.` : `Он меньше на ${bytes}.`),
      sameSize: 'Размер тот же, а содержимое другое.',
      sameColumns: 'Столбцы те же.',
      lacks: (columns) => `В нём нет: ${columns}.`,
      more: (columns) => `Новое: ${columns}.`,
      use: 'Применить прежние настройки',
      leave: 'Начать заново',
      cannot: 'Прежние настройки ссылаются на столбцы, которых в нём нет.',
    },
    missed: (tables) =>
      `Не открыто: ${tables}. Сохранённое остаётся как было, а новые настройки не сохраняются, пока вы снова не включите хранение.`,
    missedChoices: (tables) => `Открыто без прежних настроек, эта версия их не понимает: ${tables}.`,
    fault: (fault, bytes) => {
      switch (fault.is) {
        case 'full':
          return {
            sentence:
              fault.free === null
                ? `На устройстве не хватает места: нужно ${bytes(fault.needed)}.`
                : `Копии нужно ${bytes(fault.needed)}, а браузер даёт странице ещё ${bytes(fault.free)}.`,
            remedy: 'Нового ничего не сохранено, работать можно дальше. Освободите место и включите снова.',
          };
        case 'denied':
          return {
            sentence: `Браузер не даёт странице хранилища${fault.reason === '' ? '' : ` (${fault.reason})`}.`,
            remedy: 'Так бывает в приватных окнах. Работать можно дальше, но ничего не сохраняется.',
          };
        case 'elsewhere':
          return {
            sentence: 'Сохранённое сейчас занято другой вкладкой этого браузера.',
            remedy: 'Закройте её и повторите; эта вкладка работает дальше, ничего не сохраняя.',
          };
        case 'newer':
          return {
            sentence: 'Здесь хранится работа более новой версии Vitrine, и мы её не трогаем.',
            remedy: 'Откройте её в той версии или сначала сотрите.',
          };
        case 'damaged':
          return {
            sentence: `Копия «${fault.file}» не совпадает с тем, что было записано, поэтому не открыта.`,
            remedy: 'Сотрите её и перетащите исходный файл снова.',
          };
        case 'unreadable':
          return {
            sentence: `«${fault.file}» не читается: с тех пор, как его открыли, файл перенесли, изменили или удалили.`,
            remedy: 'Нового ничего не сохранено. Перетащите файл снова и включите хранение.',
          };
        case 'refused':
          return {
            sentence: `Браузеру не разрешили прочитать «${fault.file}» там, где он лежит.`,
            remedy: 'Откройте ещё раз и разрешите или перетащите файл.',
          };
        case 'moved':
          return {
            sentence: `«${fault.file}» больше не лежит там, где лежал.`,
            remedy: 'Перетащите файл оттуда, где он теперь.',
          };
        case 'gone':
          return {
            sentence: 'Сохранённого больше нет: его стёрла другая вкладка или сам браузер.',
            remedy: 'Перетащите исходный файл снова.',
          };
        case 'stopped':
          return { sentence: 'Остановлено.', remedy: 'То, что хранилось раньше, на месте.' };
      }
    },
    list: {
      title: 'Что хранит этот браузер',
      lead: (place) =>
        `Для этой страницы по адресу ${place}. Прочитать это может любой, кто работает в этом профиле браузера.`,
      workspace: 'Работа',
      models: (n) =>
        plural('ru', n, {
          one: `${n} обученная модель`,
          few: `${n} обученные модели`,
          many: `${n} обученных моделей`,
          other: `${n} обученной модели`,
        }),
      entries: {
        'vitrine.roles': 'Что означают столбцы, по заголовкам',
        'vitrine.journal': 'Что открыто в этой вкладке, без строк',
      },
      handles: 'Где лежат сохранённые файлы',
      other: 'Файлы',
      nothing: 'Ничего.',
      empty: 'пусто',
      spared: 'Язык и оформление останутся, как и копия самой Vitrine для работы без сети.',
      originals: 'Ваши исходные файлы не затрагиваются.',
      eraseAll: 'Стереть всё',
      erased: (time) => `Стёрто. Проверили ещё раз в ${time}:`,
      left: (files, databases, entries) =>
        `осталось файлов — ${files}, баз данных — ${databases}, записей — ${entries}.`,
      working: (bytes) =>
        `База данных открытой вкладки держит ${bytes} в рабочих файлах; они исчезнут вместе с вкладкой.`,
    },
  },
};
