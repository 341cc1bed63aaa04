/*
 * Why a model is refused, in Russian. The reasons are made in English where the fault is found (learn/onnx,
 * workers/score); here each has its Russian sentence, with the names and numbers of the English one.
 */

type Reason = readonly [pattern: RegExp, russian: string];

/** `$1`, `$2` … are what stands in the brackets of the pattern. */
const reasons: readonly Reason[] = [
  // What could harm.
  [/^it is of ONNX version (\d+), newer than (\d+)$/, 'её версия ONNX — $1, новее $2'],
  [/^it defines operators of its own$/, 'она определяет собственные операторы'],
  [/^it has (\d+) operators, more than (\d+)$/, 'в ней $1 операторов — больше $2'],
  [/^it does not say which version of “(.*)” it needs$/, 'она не говорит, какая версия «$1» ей нужна'],
  [/^it needs version (-?\d+) of “(.*)”$/, 'ей нужна версия $1 набора «$2»'],
  [/^it needs operators of “(.*)”$/, 'ей нужны операторы «$1»'],
  [/^it has a (\w+), which may never end$/, 'в ней есть цикл $1, который может не кончиться'],
  [/^its operator (.+) is not allowed$/, 'её оператор $1 не разрешён'],
  [/^its operator (.+) holds a graph of its own$/, 'внутри её оператора $1 — ещё один граф'],
  [/^its operator (.+) makes more than (\d+) values$/, 'её оператор $1 создаёт больше $2 значений'],
  [
    /^how much its operator (.+) makes is only known when it runs$/,
    'сколько создаст её оператор $1, станет известно лишь при запуске',
  ],
  [/^the values of “(.*)” are in another file$/, 'значения «$1» лежат в другом файле'],
  [/^“(.*)” has a negative size$/, 'у «$1» отрицательный размер'],
  [/^“(.*)” makes it larger than (\d+) values$/, 'из-за «$1» в ней больше $2 значений'],
  [/^“(.*)” has fewer values than its size says$/, 'в «$1» меньше значений, чем говорит размер'],
  [/^the file has more than (\d+) MiB$/, 'файл больше $1 МиБ'],
  [/^two of its operators give “(.*)”$/, 'два её оператора дают «$1»'],
  [/^its operator (.+) reads “(.*)”, which nothing gives$/, 'её оператор $1 читает «$2», но его никто не даёт'],
  [/^its operators wait for each other in a circle$/, 'её операторы ждут друг друга по кругу'],
  [/^it has more than (\d+) parts$/, 'в ней больше $1 частей'],
  [/^its (\w+) reads a feature that its table does not have$/, 'её $1 читает признак, которого нет в таблице'],
  [/^its (\w+) has a tree that is a circle, or too deep$/, 'в её $1 есть дерево-кольцо или слишком глубокое дерево'],
  [/^its (\w+) has lists of different lengths$/, 'в её $1 списки разной длины'],
  [/^its (\w+) has a tree with a branch to nowhere$/, 'в её $1 есть дерево с ветвью в никуда'],
  [/^its (\w+) has no splits$/, 'в её $1 нет разбиений'],
  [/^its (\w+) has a tree that starts nowhere$/, 'в её $1 есть дерево без корня'],
  // What is no model of tables.
  [/^it takes no input$/, 'она ничего не принимает на вход'],
  [/^its input “(.*)” takes (.+)$/, 'её вход «$1» принимает $2'],
  [/^its input “(.*)” has (\d+) dimensions: it is no table$/, 'у её входа «$1» измерений: $2 — это не таблица'],
  [
    /^none of its outputs is a class, a probability or a number per row$/,
    'она не отвечает ни классом, ни вероятностью, ни числом на строку',
  ],
  [/^its output “(.*)” has (\S+) numbers per row$/, 'на выходе «$1» чисел на строку: $2'],
  // What does not fit the rows.
  [/^its input “(.*)” is given nothing$/, 'её входу «$1» ничего не дано'],
  [/^its input “(.*)” takes (\S+) columns where (\d+) are given$/, 'её вход «$1» принимает столбцов: $2, дано: $3'],
  [/^“(.*)” holds text such as “(.*)” where it takes numbers$/, 'в «$1» есть текст, например «$2», а ей нужны числа'],
  [
    /^“(.*)” has missing values where it takes whole numbers only \(row (\d+)\)$/,
    'в «$1» есть пропуски (строка $2), а ей нужны целые числа',
  ],
  [/^its output “(.*)” is no table of numbers$/, 'выход «$1» — не таблица чисел'],
  [/^its output “(.*)” has (\d+) numbers for (\d+) rows$/, 'на выходе «$1» чисел: $2, а строк: $3'],
  [/^it answers no probability of one of two classes$/, 'она не отвечает вероятностью одного из двух классов'],
  [/^its output “(.*)” changes its width$/, 'ширина выхода «$1» меняется'],
  [/^its output “(.*)” has no label for each row$/, 'на выходе «$1» нет метки для каждой строки'],
  [/^it answers (\d+) probabilities for (\d+) classes$/, 'вероятностей: $1, а классов: $2'],
  [/^it takes (\d+) features where the task has (\d+)$/, 'она принимает признаков: $1, а в задаче их $2'],
  [/^it does not answer one probability per row$/, 'она не даёт одной вероятности на строку'],
  [/^it does not list its features \(metadata “(.*)”\)$/, 'она не перечисляет свои признаки (метаданные «$1»)'],
  [/^it needs exactly one input, a float32 table of features$/, 'ей нужен ровно один вход — таблица признаков float32'],
  [/^its input is not \[rows, (\d+)\]$/, 'её вход — не [строки, $1]'],
  [/^it has no float32 output$/, 'у неё нет выхода float32'],
  [/^its feature (\d+) is “(.*)” where (\w+) has “(.*)”$/, 'её признак $1 — «$2», а в задаче $3 это «$4»'],
  [/^its worker was ended$/, 'её работа прервана'],
  [/^it broke its worker: (.*)$/, 'она сломала свой процесс: $1'],
  // What is no ONNX file.
  [/^the file is empty$/, 'файл пуст'],
  [/^it ends in the middle of a number$/, 'файл обрывается посреди числа'],
  [/^a number is longer than 64 bits$/, 'число длиннее 64 бит'],
  [/^it is cut off, or no ONNX file$/, 'файл обрезан или это не ONNX'],
  [/^a field has the number 0$/, 'у поля номер 0'],
  [/^wire type (\d+) is not used by ONNX$/, 'вид поля $1 в ONNX не бывает'],
  [/^field (\d+) is of another kind than ONNX has it$/, 'поле $1 другого вида, чем в ONNX'],
  [/^field (\d+) is no text$/, 'поле $1 — не текст'],
  [/^field (\d+) is no float$/, 'поле $1 — не число с плавающей точкой'],
  [/^field (\d+) is no whole number$/, 'поле $1 — не целое число'],
  [/^a list of floats ends in the middle of one$/, 'список чисел обрывается посреди числа'],
  [/^it holds no version, no graph or no set of operators$/, 'в файле нет версии, графа или набора операторов'],
  [/^its graphs are nested too deeply$/, 'графы вложены слишком глубоко'],
  [
    /^a constant has another number of values than its size says$/,
    'в константе не столько значений, сколько говорит размер',
  ],
  [/^a constant is of type (.+)$/, 'константа типа $1'],
];

/** A reason in Russian; one of onnxruntime's own stands as it is. */
export function refusalInRussian(reason: string): string {
  for (const [pattern, russian] of reasons) {
    const found = pattern.exec(reason);
    // By hand: in a replacement text a `$&` of a column's name would be taken for a sign.
    if (found !== null) return russian.replaceAll(/\$(\d)/g, (_, n: string) => found[Number(n)] ?? '');
  }
  return reason;
}
