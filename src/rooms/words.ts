import type { ExclusionReason } from '../core/spine';
import type { Role, Stage } from '../core/roles';
import { plural, type Catalogue, type Locale } from '../core/words';
import type { TaskName } from '../analyses/score/tasks';
import type { Formatter } from '../core/format';
import type { RoomName } from '../state/route.svelte';
import type { AnalysisKind } from '../analyses';

interface RoomWords {
  readonly rooms: Readonly<Record<RoomName, string>>;
  readonly skip: string;
  readonly theme: Readonly<Record<'system' | 'light' | 'dark', string>>;
  readonly themeLabel: string;
  readonly languageLabel: string;
  readonly languages: Readonly<Record<Locale, string>>;
  readonly palette: string;
  readonly shortcuts: string;
  readonly commands: Readonly<Record<'rooms' | 'data' | 'page', string>>;
  readonly welcome: {
    readonly title: string;
    readonly lead: string;
    readonly drop: string;
    readonly dropHint: string;
    readonly pick: string;
    readonly privacy: string;
    readonly proof: string;
    readonly samples: string;
    readonly sampleCards: Readonly<Record<'shop' | 'orders', { title: string; text: string; action: string }>>;
  };
  readonly opening: (file: string) => string;
  readonly preparing: string;
  readonly stop: string;
  readonly stopped: { readonly says: string; readonly remedy: string };
  readonly data: {
    readonly title: (rows: string, columns: string) => string;
    readonly sources: string;
    readonly another: string;
    readonly remove: (name: string) => string;
    readonly rolesTitle: string;
    readonly rolesText: string;
    readonly roles: Readonly<Record<Role, { name: string; about: string }>>;
    readonly none: string;
    readonly reasons: Readonly<Record<'name' | 'values' | 'name and values' | 'chosen', string>>;
    readonly sure: (confidence: string) => string;
    readonly stagesTitle: string;
    readonly stagesText: string;
    readonly stages: Readonly<Record<Stage | 'other', string>>;
    readonly qualityTitle: string;
    readonly qualityGood: string;
    readonly duplicates: (rows: string, count: number) => string;
    readonly dropDuplicates: string;
    readonly dropZero: string;
    readonly excluded: Readonly<Record<ExclusionReason, string>>;
    readonly rejectsTitle: (count: string) => string;
    readonly rejectColumns: readonly [string, string, string, string];
    readonly profileTitle: string;
    readonly profileColumns: Readonly<
      Record<'column' | 'type' | 'filled' | 'distinct' | 'range' | 'shape' | 'top', string>
    >;
    readonly approximate: string;
    readonly currency: string;
    readonly noCurrency: string;
    readonly analyse: string;
    readonly again: string;
    readonly notALog: string;
  };
  readonly needData: { readonly title: string; readonly text: string; readonly action: string };
  /** Stand where an exhibit's finding will be. */
  readonly titles: Readonly<Record<AnalysisKind, string>>;
  readonly overview: {
    readonly lead: (findings: number) => string;
    readonly title: string;
    readonly metrics: string;
    readonly cameBack: (share: number, format: Formatter) => string;
  };
  readonly behaviour: {
    readonly steps: string;
    readonly addStep: string;
    readonly removeStep: (step: string) => string;
    readonly order: string;
    readonly orders: Readonly<Record<'ordered' | 'strict' | 'any' | 'independent', { name: string; about: string }>>;
    readonly window: string;
    readonly units: Readonly<Record<'seconds' | 'minutes' | 'hours' | 'days', string>>;
    readonly customersTitle: string;
    readonly needsEvents: string;
  };
  readonly customers: { readonly listTitle: string; readonly needsPurchases: string };
  readonly predict: {
    readonly listTitle: string;
    readonly bring: string;
    readonly bringHint: string;
    readonly bringDrop: string;
    readonly shipped: string;
    readonly cardTitle: string;
  };
  readonly model: {
    readonly title: string;
    readonly own: string;
    readonly demoBadge: string;
    readonly demo: string;
    readonly tasks: Readonly<Record<TaskName, string>>;
    readonly tested: (rows: string, positives: string) => string;
    readonly metric: string;
    readonly value: string;
    readonly interval: string;
    readonly baseline: string;
    readonly rocAuc: string;
    readonly averagePrecisionName: string;
    readonly averagePrecision: string;
    readonly brier: string;
    readonly expectedName: string;
    readonly expected: string;
    readonly download: string;
  };
  readonly sql: {
    readonly title: string;
    readonly lead: string;
    readonly run: string;
    readonly label: string;
    readonly tables: string;
    readonly rows: (count: string) => string;
    readonly firstRows: (count: string) => string;
  };
  readonly privacy: {
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
    readonly firefox: string;
  };
  readonly download: { readonly recipe: string; readonly list: string };
  readonly asOf: (date: string) => string;
  readonly rowsOf: (count: number, printed: string) => string;
}

export const roomWords: Catalogue<RoomWords> = {
  en: {
    rooms: {
      data: 'Data',
      overview: 'Overview',
      behaviour: 'Behaviour',
      customers: 'Customers',
      predict: 'Predict',
      sql: 'SQL',
    },
    skip: 'Skip to the content',
    theme: { system: 'As the system', light: 'Light', dark: 'Dark' },
    themeLabel: 'Appearance',
    languageLabel: 'Language',
    languages: { en: 'English', ru: 'Русский' },
    palette: 'Commands',
    shortcuts: 'Keyboard shortcuts',
    commands: { rooms: 'Rooms', data: 'Data', page: 'Page' },
    welcome: {
      title: 'See what your customers do. Nobody else will.',
      lead: 'Drop a table of events or orders. In a minute you have key figures, a funnel, customer segments and a list of who is likely to buy.',
      drop: 'Drop CSV or Parquet files here',
      dropHint: 'One row per event or order, with a customer and a time. Several files at once are fine.',
      pick: 'Choose files',
      privacy: 'Everything is computed in this tab. No file, row or figure is sent anywhere.',
      proof: 'Pull the network cable and try: it goes on working.',
      samples: 'Or look at a sample first',
      sampleCards: {
        shop: {
          title: 'An online shop’s events',
          text: 'Views, carts, checkouts and purchases of one year: a funnel, segments and purchase scores.',
          action: 'Open the shop',
        },
        orders: {
          title: 'A shop’s orders',
          text: 'Two years of orders and refunds: revenue, repeat customers, segments and who will buy again.',
          action: 'Open the orders',
        },
      },
    },
    opening: (file) => `Reading ${file}`,
    preparing: 'Sorting events by customer',
    stop: 'Stop',
    stopped: { says: 'Stopped before it was done.', remedy: 'Choose “compute again” whenever you like.' },
    data: {
      title: (rows, columns) => `${rows} rows, ${columns} columns`,
      sources: 'Files',
      another: 'Add files',
      remove: (name) => `Remove ${name}`,
      rolesTitle: 'What the columns mean',
      rolesText: 'Found from names and values. Change what is wrong; everything is computed anew.',
      roles: {
        customer: { name: 'Customer', about: 'Who it is: an id that stays the same.' },
        time: { name: 'Time', about: 'When it happened. Times without a zone are read as UTC.' },
        event: { name: 'Event', about: 'What happened. Leave empty when every row is an order.' },
        order: { name: 'Order', about: 'Rows with one order number are one order.' },
        amount: { name: 'Amount', about: 'Money of the whole row; negative for refunds.' },
        price: { name: 'Unit price', about: 'Used with the quantity where there is no amount.' },
        quantity: { name: 'Quantity', about: 'Pieces; negative for returns.' },
      },
      none: 'not in this file',
      reasons: {
        name: 'by its name',
        values: 'by its values',
        'name and values': 'by name and values',
        chosen: 'chosen by you',
      },
      sure: (confidence) => `${confidence} sure`,
      stagesTitle: 'What the events mean',
      stagesText: 'Purchases and refunds decide what counts as money; the others are the steps before.',
      stages: {
        view: 'View',
        cart: 'Add to cart',
        checkout: 'Checkout',
        purchase: 'Purchase',
        refund: 'Refund',
        other: 'Something else',
      },
      qualityTitle: 'What was left out, and why',
      qualityGood: 'Nothing. Every row is used.',
      duplicates: (rows, count) =>
        `${rows} ${plural('en', count, { one: 'row equals', other: 'rows equal' })} an earlier row in every column.`,
      dropDuplicates: 'Leave repeated rows out',
      dropZero: 'Leave purchases of zero out',
      excluded: {
        'no customer': 'without a customer',
        'no time': 'without a time',
        'unreadable time': 'with a time that cannot be read',
        'unreadable row': 'that could not be read',
        duplicate: 'repeated',
        'zero amount': 'purchases of zero',
      },
      rejectsTitle: (count) => `Rows that could not be read: ${count}`,
      rejectColumns: ['Line', 'Column', 'Reason', 'Text'],
      profileTitle: 'Columns',
      profileColumns: {
        column: 'Column',
        type: 'Type',
        filled: 'Filled',
        distinct: 'Distinct',
        range: 'From – to',
        shape: 'Shape',
        top: 'Most frequent',
      },
      approximate: 'approximate',
      currency: 'Currency',
      noCurrency: 'not said',
      analyse: 'Show what is in it',
      again: 'Compute again',
      notALog: 'To be analysed, a file needs a customer and a time in every row.',
    },
    needData: {
      title: 'Nothing is open yet',
      text: 'Drop a file or open a sample to fill this room.',
      action: 'Open a file',
    },
    titles: { overview: 'Over time', funnel: 'Funnel', rfm: 'Segments', score: 'Who will buy' },
    overview: {
      title: 'What stands out',
      metrics: 'Key figures',
      cameBack: (share, format) => {
        if (share >= 0.995) return 'Every customer who bought came back';
        if (share <= 0.005) return 'Nobody who bought once came back';
        return `${share < 0.5 ? 'Only ' : ''}${format.percent(share, 0)} of customers who bought once came back`;
      },
      lead: (n) =>
        `${plural('en', n, { one: 'One finding', other: `${['Two', 'Three', 'Four', 'Five'][n - 2] ?? String(n)} findings` })} in this file. Each says how it was found; “how” opens the query and the rows behind it.`,
    },
    behaviour: {
      steps: 'Steps',
      addStep: 'Add a step',
      removeStep: (step) => `Remove ${step}`,
      order: 'Order of the steps',
      orders: {
        ordered: { name: 'In order', about: 'Steps follow each other; other events may lie between.' },
        strict: { name: 'Strictly', about: 'Nothing else may happen between two steps.' },
        any: { name: 'Any order', about: 'How many of the steps were done inside one window.' },
        independent: {
          name: 'Independent',
          about: 'Customers per event, whatever the order. Not a funnel: people who skipped a step count too.',
        },
      },
      window: 'Time to finish',
      units: { seconds: 'seconds', minutes: 'minutes', hours: 'hours', days: 'days' },
      customersTitle: 'Customers and how far they came',
      needsEvents: 'A funnel needs events. In this file every row is an order; look at Customers.',
    },
    customers: {
      listTitle: 'Every customer',
      needsPurchases: 'No row of this file is a purchase, so there are no segments by purchases.',
    },
    predict: {
      listTitle: 'Every customer, most likely first',
      bring: 'Use a model of your own',
      bringHint:
        'An .onnx file made for these features. It is checked before it is loaded and runs apart from your data.',
      bringDrop: 'Drop an .onnx file',
      shipped: 'Back to the model that comes with Vitrine',
      cardTitle: 'The model',
    },
    model: {
      title: 'The model, and how far to trust it',
      own: 'A model that you opened. How well it predicts is not known here.',
      demoBadge: 'trained on demo data',
      demo: 'It was trained on Vitrine’s own sample shop, so its use on your customers is unproven: take the order of the list as a hint, and the probabilities with care.',
      tasks: {
        propensity: 'Estimates who buys within 7 days, from what visitors did before.',
        repurchase: 'Estimates who buys again within 90 days, from earlier purchases.',
      },
      tested: (rows, positives) => `On a later period of the sample: ${rows} cases, ${positives} of them bought`,
      metric: 'Measure',
      value: 'Model',
      interval: '95 % interval',
      baseline: 'Guessing',
      rocAuc: 'Chance that a buyer gets a higher score than somebody who does not buy. 0.5 is a coin toss.',
      averagePrecisionName: 'Average precision',
      averagePrecision:
        'Share of buyers among the highest scores, averaged over all cuts. Guessing gives the share of buyers.',
      brier: 'Mean squared error of the probability. Smaller is better.',
      expectedName: 'Expected ÷ actual buyers',
      expected: 'Sum of the probabilities over those who bought. 1 is right.',
      download: 'Download the card',
    },
    sql: {
      title: 'Ask the data yourself',
      lead: 'DuckDB’s SQL over the tables in this tab. Nothing you run here leaves it.',
      run: 'Run',
      label: 'Query',
      tables: 'Tables',
      rows: (count) => `${count} rows`,
      firstRows: (count) => `the first ${count} rows`,
    },
    privacy: {
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
      firefox: 'In Firefox a page could still leave by opening a link; Vitrine has none that carries data.',
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
    skip: 'Перейти к содержанию',
    theme: { system: 'Как в системе', light: 'Светлое', dark: 'Тёмное' },
    themeLabel: 'Оформление',
    languageLabel: 'Язык',
    languages: { en: 'English', ru: 'Русский' },
    palette: 'Команды',
    shortcuts: 'Горячие клавиши',
    commands: { rooms: 'Разделы', data: 'Данные', page: 'Страница' },
    welcome: {
      title: 'Посмотрите, что делают ваши клиенты. Больше никто не увидит.',
      lead: 'Перетащите таблицу событий или заказов. Через минуту у вас будут показатели, воронка, сегменты и список тех, кто скорее всего купит.',
      drop: 'Перетащите сюда файлы CSV или Parquet',
      dropHint: 'Одна строка — событие или заказ, с клиентом и временем. Можно несколько файлов сразу.',
      pick: 'Выбрать файлы',
      privacy: 'Всё считается в этой вкладке. Ни файл, ни строка, ни цифра никуда не отправляются.',
      proof: 'Выдерните сетевой кабель и проверьте: всё продолжит работать.',
      samples: 'Или сначала посмотрите на пример',
      sampleCards: {
        shop: {
          title: 'События интернет-магазина',
          text: 'Просмотры, корзины, оформления и покупки за год: воронка, сегменты и вероятность покупки.',
          action: 'Открыть магазин',
        },
        orders: {
          title: 'Заказы магазина',
          text: 'Два года заказов и возвратов: выручка, повторные покупки, сегменты и кто купит снова.',
          action: 'Открыть заказы',
        },
      },
    },
    opening: (file) => `Читаем ${file}`,
    preparing: 'Раскладываем события по клиентам',
    stop: 'Остановить',
    stopped: { says: 'Остановлено до завершения.', remedy: 'Пересчитать можно в любой момент.' },
    data: {
      title: (rows, columns) => `Строк: ${rows}, столбцов: ${columns}`,
      sources: 'Файлы',
      another: 'Добавить файлы',
      remove: (name) => `Убрать ${name}`,
      rolesTitle: 'Что означают столбцы',
      rolesText: 'Определено по названиям и значениям. Поправьте, что не так, — всё пересчитается.',
      roles: {
        customer: { name: 'Клиент', about: 'Кто это: идентификатор, который не меняется.' },
        time: { name: 'Время', about: 'Когда это было. Время без пояса читается как UTC.' },
        event: { name: 'Событие', about: 'Что произошло. Оставьте пустым, если каждая строка — заказ.' },
        order: { name: 'Заказ', about: 'Строки с одним номером — один заказ.' },
        amount: { name: 'Сумма', about: 'Деньги за всю строку; у возвратов отрицательные.' },
        price: { name: 'Цена за штуку', about: 'Вместе с количеством, если суммы нет.' },
        quantity: { name: 'Количество', about: 'Штуки; у возвратов отрицательные.' },
      },
      none: 'в файле нет',
      reasons: {
        name: 'по названию',
        values: 'по значениям',
        'name and values': 'по названию и значениям',
        chosen: 'выбрали вы',
      },
      sure: (confidence) => `уверенность ${confidence}`,
      stagesTitle: 'Что означают события',
      stagesText: 'Покупки и возвраты решают, что считать деньгами; остальное — шаги до них.',
      stages: {
        view: 'Просмотр',
        cart: 'Корзина',
        checkout: 'Оформление',
        purchase: 'Покупка',
        refund: 'Возврат',
        other: 'Другое',
      },
      qualityTitle: 'Что не вошло и почему',
      qualityGood: 'Вошло всё: использована каждая строка.',
      duplicates: (rows, count) =>
        `${rows} ${plural('ru', count, { one: 'строка повторяет', few: 'строки повторяют', many: 'строк повторяют', other: 'строки повторяют' })} более раннюю во всех столбцах.`,
      dropDuplicates: 'Не учитывать повторы',
      dropZero: 'Не учитывать нулевые покупки',
      excluded: {
        'no customer': 'без клиента',
        'no time': 'без времени',
        'unreadable time': 'с нечитаемым временем',
        'unreadable row': 'не прочитаны',
        duplicate: 'повторы',
        'zero amount': 'нулевые покупки',
      },
      rejectsTitle: (count) => `Непрочитанные строки: ${count}`,
      rejectColumns: ['Строка', 'Столбец', 'Причина', 'Текст'],
      profileTitle: 'Столбцы',
      profileColumns: {
        column: 'Столбец',
        type: 'Тип',
        filled: 'Заполнено',
        distinct: 'Разных',
        range: 'От – до',
        shape: 'Форма',
        top: 'Чаще всего',
      },
      approximate: 'приблизительно',
      currency: 'Валюта',
      noCurrency: 'не указана',
      analyse: 'Показать, что внутри',
      again: 'Пересчитать',
      notALog: 'Для анализа в каждой строке нужны клиент и время.',
    },
    needData: {
      title: 'Пока ничего не открыто',
      text: 'Перетащите файл или откройте пример — и здесь появятся результаты.',
      action: 'Открыть файл',
    },
    titles: { overview: 'По времени', funnel: 'Воронка', rfm: 'Сегменты', score: 'Кто купит' },
    overview: {
      title: 'Что бросается в глаза',
      metrics: 'Показатели',
      cameBack: (share, format) => {
        if (share >= 0.995) return 'Все, кто купил, вернулись';
        if (share <= 0.005) return 'Из купивших однажды не вернулся никто';
        return `${share < 0.5 ? 'Вернулись лишь' : 'Вернулись'} ${format.percent(share, 0)} купивших`;
      },
      lead: (n) =>
        `${plural('ru', n, { one: 'Один вывод', few: `${n} вывода`, many: `${n} выводов`, other: `${n} вывода` })} по этому файлу. У каждого видно, как он получен: «как» открывает запрос и строки за ним.`,
    },
    behaviour: {
      steps: 'Шаги',
      addStep: 'Добавить шаг',
      removeStep: (step) => `Убрать ${step}`,
      order: 'Порядок шагов',
      orders: {
        ordered: { name: 'По порядку', about: 'Шаги идут друг за другом; между ними могут быть другие события.' },
        strict: { name: 'Строго', about: 'Между шагами ничего другого быть не должно.' },
        any: { name: 'В любом порядке', about: 'Сколько шагов пройдено внутри одного окна.' },
        independent: {
          name: 'Независимо',
          about: 'Клиенты по каждому событию в любом порядке. Это не воронка: пропустившие шаг тоже считаются.',
        },
      },
      window: 'Время на прохождение',
      units: { seconds: 'секунд', minutes: 'минут', hours: 'часов', days: 'дней' },
      customersTitle: 'Клиенты и докуда они дошли',
      needsEvents: 'Для воронки нужны события. В этом файле каждая строка — заказ; загляните в «Клиенты».',
    },
    customers: {
      listTitle: 'Все клиенты',
      needsPurchases: 'В этом файле нет покупок, поэтому сегментов по покупкам нет.',
    },
    predict: {
      listTitle: 'Все клиенты, вероятные — первыми',
      bring: 'Своя модель',
      bringHint: 'Файл .onnx для этих признаков. Он проверяется до загрузки и работает отдельно от ваших данных.',
      bringDrop: 'Перетащите файл .onnx',
      shipped: 'Вернуться к модели из Vitrine',
      cardTitle: 'Модель',
    },
    model: {
      title: 'Модель и насколько ей верить',
      own: 'Модель, которую открыли вы. Насколько хорошо она предсказывает, здесь неизвестно.',
      demoBadge: 'обучена на примере',
      demo: 'Она обучена на магазине-примере Vitrine, и на ваших клиентах не проверена: порядок в списке — подсказка, а вероятности — с осторожностью.',
      tasks: {
        propensity: 'Оценивает, кто купит за 7 дней, по прежним действиям посетителей.',
        repurchase: 'Оценивает, кто купит снова за 90 дней, по прежним покупкам.',
      },
      tested: (rows, positives) => `На более позднем периоде примера: случаев — ${rows}, из них купили — ${positives}`,
      metric: 'Мера',
      value: 'Модель',
      interval: '95 % интервал',
      baseline: 'Наугад',
      rocAuc: 'Вероятность, что у купившего оценка выше, чем у не купившего. 0,5 — как подбросить монету.',
      averagePrecisionName: 'Средняя точность',
      averagePrecision:
        'Доля покупателей среди самых высоких оценок, в среднем по всем порогам. Наугад — это доля покупателей.',
      brier: 'Средний квадрат ошибки вероятности. Чем меньше, тем лучше.',
      expectedName: 'Ожидалось ÷ купили',
      expected: 'Сумма вероятностей к числу купивших. 1 — верно.',
      download: 'Скачать карточку',
    },
    sql: {
      title: 'Спросите данные сами',
      lead: 'SQL DuckDB по таблицам в этой вкладке. Ничего из запущенного здесь её не покидает.',
      run: 'Выполнить',
      label: 'Запрос',
      tables: 'Таблицы',
      rows: (count) => `строк: ${count}`,
      firstRows: (count) => `первые строки: ${count}`,
    },
    privacy: {
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
      firefox: 'В Firefox страница теоретически может уйти по ссылке; в Vitrine нет ссылок с данными.',
    },
    download: { recipe: 'Скачать рецепт', list: 'Скачать список' },
    asOf: (date) => `на ${date}`,
    rowsOf: (count, printed) =>
      `${printed} ${plural('ru', count, { one: 'строка', few: 'строки', many: 'строк', other: 'строки' })}`,
  },
};
