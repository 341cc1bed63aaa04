import type { Statement } from '../../core/engine';
import { join, raw, sql } from '../../sql/sql';
import { literal, plainCell } from './numbers';

/** In which order a column writes its days, and with what between. */
export interface DateForm {
  readonly order: 'day-first' | 'month-first' | 'year-first' | 'named';
  readonly mark: '.' | '/' | '-' | ' ';
  /** Years of two digits: 69–99 are of the 1900s, 00–68 of the 2000s (POSIX). */
  readonly shortYear: boolean;
}

const CLOCK = '(?:[ T]\\d{1,2}:\\d{2}(?::\\d{2}(?:\\.\\d{1,6})?)?(?: ?[AaPp][Mm])?)?';
const MONTH = '(?:[Jj]an|[Ff]eb|[Mm]ar|[Aa]pr|[Mm]ay|[Jj]un|[Jj]ul|[Aa]ug|[Ss]ep|[Oo]ct|[Nn]ov|[Dd]ec)';

function pattern({ order, mark, shortYear }: DateForm): string {
  const between = mark === '.' ? '\\.' : mark;
  const year = shortYear ? '\\d{2}' : '\\d{4}';
  if (order === 'named') return `^\\d{1,2}${between}${MONTH}${between}${year}${CLOCK}$`;
  if (order === 'year-first') return `^\\d{4}${between}\\d{1,2}${between}\\d{1,2}${CLOCK}$`;
  return `^\\d{1,2}${between}\\d{1,2}${between}${year}${CLOCK}$`;
}

/** Formats of strptime: with a clock of 24 or 12 hours, with and without seconds, and without a clock. */
function formats({ order, mark, shortYear }: DateForm): readonly string[] {
  const year = shortYear ? '%y' : '%Y';
  const parts = {
    'day-first': ['%d', '%m', year],
    'month-first': ['%m', '%d', year],
    'year-first': ['%Y', '%m', '%d'],
    named: ['%d', '%b', year],
  }[order];
  const date = parts.join(mark);
  return [' ', 'T']
    .flatMap((blank) =>
      ['%I:%M:%S %p', '%I:%M %p', '%I:%M:%S%p', '%I:%M%p', '%H:%M:%S.%f', '%H:%M:%S', '%H:%M'].map(
        (clock) => `${date}${blank}${clock}`,
      ),
    )
    .concat(date);
}

const candidates: readonly DateForm[] = (['.', '/', '-'] as const)
  .flatMap((mark) =>
    [false, true].flatMap((shortYear) =>
      (['day-first', 'month-first'] as const).map((order): DateForm => ({ order, mark, shortYear })),
    ),
  )
  .concat(
    (['.', '/', '-'] as const).map((mark): DateForm => ({ order: 'year-first', mark, shortYear: false })),
    (['-', ' ', '/'] as const).flatMap((mark) =>
      [false, true].map((shortYear): DateForm => ({ order: 'named', mark, shortYear })),
    ),
  );

/**
 * Forms that values have by their looks, days and months not yet told apart. The forms of the engine's own reader
 * (`2020-01-31`) are not among them: such columns are times already.
 */
export function dateForms(values: readonly string[], share = 1): readonly DateForm[] {
  const cells = values.map((v) => v.trim()).filter((v) => v !== '');
  if (cells.length === 0) return [];
  return candidates.filter((form) => {
    const regex = new RegExp(pattern(form));
    return cells.filter((v) => regex.test(v)).length >= share * cells.length;
  });
}

/** SQL of a cell's time (TIMESTAMP), NULL where it has not the form or is no day of the calendar. */
export function timeOf(column: string, form: DateForm): Statement {
  const cell = plainCell(column);
  const list = raw(
    formats(form)
      .map((f) => `'${f}'`)
      .join(', '),
  );
  return sql`CASE WHEN regexp_matches(${cell}, ${literal(pattern(form))}) THEN try_strptime(${cell}, [${list}]) END`;
}

/** How a person says that the times of a column are written. */
export type TimeOrder = 'day-first' | 'month-first' | 'year-first' | 'compact' | 'epoch';

/**
 * SQL of a cell's time (TIMESTAMP, UTC) where its column is known to hold times: days and months in the order that is
 * said, with any mark between; years first and months by name are no question of order and are read too. `compact` is
 * YYYYMMDD; `epoch` seconds since 1970, or milli- or microseconds where the number is too large for these. NULL where
 * it is none.
 */
export function timeInOrder(column: string, order: TimeOrder): Statement {
  const cell = plainCell(column);
  if (order === 'compact') {
    return sql`CASE WHEN regexp_full_match(${cell}, '[0-9]{8}') THEN try_strptime(${cell}, '%Y%m%d') END`;
  }
  if (order === 'epoch') {
    const n = sql`TRY_CAST(replace(${cell}, ',', '.') AS DOUBLE)`;
    const scale = sql`CASE WHEN abs(${n}) < 1e11 THEN 1000000 WHEN abs(${n}) < 1e14 THEN 1000 ELSE 1 END`;
    return sql`CASE WHEN abs(${n}) < 1e17 THEN make_timestamp(CAST(round(${n} * ${scale}) AS BIGINT)) END`;
  }
  const forms = candidates
    .filter((f) => f.order === order || f.order === 'year-first' || f.order === 'named')
    .map((f) => timeOf(column, f));
  const iso = literal('^\\d{4}-\\d{2}-\\d{2}[ T]\\d{2}:\\d{2}(?::\\d{2}(?:\\.\\d{1,9})?)?(?:Z| UTC)?$');
  const plain = sql`replace(regexp_replace(${cell}, '(Z| UTC)$', ''), 'T', ' ')`;
  return sql`coalesce(${join(forms, ', ')}, CASE WHEN regexp_matches(${cell}, ${iso}) THEN TRY_CAST(${plain} AS TIMESTAMP) END)`;
}

/** SQL of whether a cell has a clock. */
export function hasClock(column: string): Statement {
  return sql`contains(${plainCell(column)}, ':')`;
}
