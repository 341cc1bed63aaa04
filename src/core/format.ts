import { formatWords, type FormatWords } from './format.words';
import { DAY, HOUR, MINUTE, SECOND } from './time';
import { intlTag, type Locale } from './words';

const NBSP = '\u00a0';
const MINUS = '\u2212';

/** A change between two periods: its direction, and the same in words. */
export interface Change {
  readonly direction: 'up' | 'down' | 'flat';
  /** "down 19 %". */
  readonly text: string;
}

export interface FormatOptions {
  /** IANA zone of dates; UTC when not said. */
  readonly zone?: string;
  /** ISO 4217 code; without one, money is a plain number. */
  readonly currency?: string | null;
}

/**
 * Prints numbers, money, dates and durations for a reader of one language. Immutable; make a new one
 * when the language, zone or currency changes. Null, NaN and infinities are printed as an en dash.
 */
export class Formatter {
  readonly locale: Locale;
  readonly zone: string;
  readonly currency: string | null;
  readonly #tag: string;
  readonly #words: FormatWords;
  readonly #numbers = new Map<string, Intl.NumberFormat>();
  readonly #dates = new Map<string, Intl.DateTimeFormat>();

  constructor(locale: Locale, options: FormatOptions = {}) {
    this.locale = locale;
    this.zone = options.zone ?? 'UTC';
    this.currency = options.currency ?? null;
    this.#tag = intlTag[locale];
    this.#words = formatWords[locale];
  }

  /** Whole number with grouping: 23,570. */
  integer(value: number | null): string {
    return this.number(value, 0);
  }

  /** Number with exactly `digits` decimals: 35.89. */
  number(value: number | null, digits = 2): string {
    return this.#print(value, { minimumFractionDigits: digits, maximumFractionDigits: digits });
  }

  /**
   * The digits a decision needs: whole with grouping below 10,000 (three significant digits below 100),
   * then three significant digits with a unit: 12.4 k, 2.50 M.
   */
  compact(value: number | null): string {
    if (!isNumber(value)) return '–';
    const size = Math.abs(value);
    if (size < 100 && !Number.isInteger(value)) return this.#print(value, { maximumSignificantDigits: 3 });
    const [scaled, unit] = this.#scale(value);
    return unit === '' ? this.number(value, 0) : `${this.#significant(scaled)}${NBSP}${unit}`;
  }

  /** For an axis: like `compact`, without zeros at the end: 20 k, 2.5 M. */
  tick(value: number | null): string {
    if (!isNumber(value)) return '–';
    const [scaled, unit] = this.#scale(value);
    const printed = this.#print(
      scaled,
      unit === '' ? { maximumSignificantDigits: 4 } : { maximumSignificantDigits: 3 },
    );
    return unit === '' ? printed : `${printed}${NBSP}${unit}`;
  }

  /**
   * The labels of one axis, all in the unit of its largest value and with equally many decimals:
   * 0, 5 k, 10 k; 0, 2.5 M, 5.0 M. `money` sets the currency's sign to each but the zero.
   */
  axis(values: readonly number[], money = false): readonly string[] {
    const [scaled, unit] = this.#scale(Math.max(0, ...values.map(Math.abs)));
    const most = Math.max(0, ...values.map(Math.abs));
    const factor = most === 0 ? 1 : scaled / most;
    const decimals = (value: number): number => {
      for (const digits of [0, 1, 2, 3]) {
        if (Math.abs(value - Number(value.toFixed(digits))) <= Math.abs(value) * 1e-6) return digits;
      }
      return 4;
    };
    const digits = Math.max(0, ...values.map((value) => decimals(value * factor)));
    return values.map((value) => {
      if (value === 0) return this.integer(0);
      const options = { minimumFractionDigits: digits, maximumFractionDigits: digits };
      return this.#withUnit(value * factor, unit, money ? { ...options, ...this.#currencyStyle() } : options);
    });
  }

  /**
   * Share in [0, 1] (or any ratio) as percent with `digits` decimals: 48.9 %. A share above zero that would
   * print as zero is said to be less than the last digit: <0.1 %.
   */
  percent(share: number | null, digits = 1): string {
    if (!isNumber(share)) return '–';
    const least = 1 / 10 ** digits;
    if (share > 0 && share * 100 < least / 2) return `<${this.number(least, digits)}${NBSP}%`;
    return `${this.number(share * 100, digits)}${NBSP}%`;
  }

  /** Exact money: $35.89, 35,89 ₽. Without a currency a number with two decimals. */
  money(value: number | null, digits = 2): string {
    return this.#print(value, {
      minimumFractionDigits: digits,
      maximumFractionDigits: digits,
      ...this.#currencyStyle(),
    });
  }

  /** Money with the digits a decision needs: $2.50 M; exact to cents below 100, whole below 10,000. */
  moneyCompact(value: number | null): string {
    if (!isNumber(value)) return '–';
    const [scaled, unit] = this.#scale(value);
    if (unit === '') return this.money(value, Math.abs(value) < 100 ? 2 : 0);
    const digits = { minimumSignificantDigits: 3, maximumSignificantDigits: 3 };
    return this.#withUnit(scaled, unit, { ...digits, ...this.#currencyStyle() });
  }

  /** Day in the zone: 30 Jun 1998. */
  date(epochMs: number | null): string {
    return this.#date(epochMs, { day: 'numeric', month: 'short', year: 'numeric' });
  }

  /** Day and time in the zone: 30 Jun 1998, 14:05. */
  dateTime(epochMs: number | null): string {
    return this.#date(epochMs, {
      day: 'numeric',
      month: 'short',
      year: 'numeric',
      hour: '2-digit',
      minute: '2-digit',
      hourCycle: 'h23',
    });
  }

  /** Month for an axis: Jan ’97; a bare 97 could be a day. */
  month(epochMs: number | null): string {
    const text = this.#date(epochMs, { month: 'short', year: '2-digit' });
    return this.locale === 'en' ? text.replace(/ (\d\d)$/, ' ’$1') : text;
  }

  /** Day and month for an axis within one year: 30 Jun. */
  dayMonth(epochMs: number | null): string {
    return this.#date(epochMs, { day: 'numeric', month: 'short' });
  }

  /** Both ends inclusive; what the two share is said once: 1–30 Jun 1998. */
  dateRange(from: number, to: number): string {
    const format = this.#dateFormat({ day: 'numeric', month: 'short', year: 'numeric' });
    return from <= to ? format.formatRange(from, to) : format.format(from);
  }

  /** As {@link dateRange}; under two days with times, since both ends may be of one day: 1 Oct 2019, 00:00–12:30. */
  timeRange(from: number, to: number): string {
    if (to - from >= 2 * DAY) return this.dateRange(from, to);
    const time = { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' } as const;
    return this.#dateFormat({ day: 'numeric', month: 'short', year: 'numeric', ...time }).formatRange(from, to);
  }

  /** Whole days with the word in its right form: 14 days, 14 дней. */
  days(count: number): string {
    return this.#words.days(count, this.integer(count));
  }

  /** Milliseconds in the two largest units: 3 min 10 s, 4 d 3 h. Below a second in ms, nothing in s. */
  duration(ms: number | null): string {
    if (!isNumber(ms)) return '–';
    const { units } = this.#words;
    const size = Math.abs(ms);
    const sign = ms < 0 ? MINUS : '';
    if (size < SECOND) return `${sign}${this.integer(size)}${NBSP}${size === 0 ? units.second : units.millisecond}`;
    const steps = [
      [DAY, units.day],
      [HOUR, units.hour],
      [MINUTE, units.minute],
      [SECOND, units.second],
    ] as const;
    // Rounded to the smaller unit first, so that 59.9 s does not print as "60 s".
    const first = steps.findIndex(([length]) => Math.round(size / SECOND) * SECOND >= length);
    const large = steps[Math.max(first, 0)] ?? steps[3];
    const small = steps[first + 1];
    if (small === undefined) return `${sign}${this.integer(size / SECOND)}${NBSP}${units.second}`;
    const rounded = Math.round(size / small[0]) * small[0];
    const whole = Math.floor(rounded / large[0]);
    const rest = Math.round((rounded - whole * large[0]) / small[0]);
    const head = `${sign}${this.integer(whole)}${NBSP}${large[1]}`;
    return rest === 0 ? head : `${head} ${this.integer(rest)}${NBSP}${small[1]}`;
  }

  /**
   * Relative change in words: "down 19 %". Less than half of the last printed digit counts as none;
   * from zero there is no percentage.
   */
  change(now: number, before: number, digits = 0): Change {
    if (now === before) return { direction: 'flat', text: this.#words.flat };
    if (before === 0) return { direction: now > 0 ? 'up' : 'down', text: this.#words.fromNothing };
    const ratio = (now - before) / Math.abs(before);
    if (Math.abs(ratio) < 0.005 / 10 ** digits) return { direction: 'flat', text: this.#words.flat };
    return this.#changed(ratio, this.percent(Math.abs(ratio), digits));
  }

  /** A difference of two shares in percentage points, in words: "up 2.1 pp". */
  pointChange(now: number, before: number, digits = 1): Change {
    const points = (now - before) * 100;
    if (Math.abs(points) < 0.5 / 10 ** digits) return { direction: 'flat', text: this.#words.flat };
    const unit = this.locale === 'ru' ? 'п. п.' : 'pp';
    return this.#changed(points, `${this.number(Math.abs(points), digits)}${NBSP}${unit}`);
  }

  /** An interval of shares: 18–33 %. */
  percentInterval(low: number, high: number, digits = 1): string {
    return `${this.number(low * 100, digits)}–${this.number(high * 100, digits)}${NBSP}%`;
  }

  /** Names set in a row: "a, b and c". */
  list(names: readonly string[]): string {
    return new Intl.ListFormat(this.#tag, { type: 'conjunction' }).format(names);
  }

  /** Bytes in powers of 1,000: 1.76 GB. */
  bytes(size: number): string {
    const units = this.locale === 'ru' ? ['Б', 'КБ', 'МБ', 'ГБ', 'ТБ'] : ['B', 'kB', 'MB', 'GB', 'TB'];
    let value = size;
    let step = 0;
    while (value >= 999.5 && step < units.length - 1) {
      value /= 1000;
      step++;
    }
    return `${step === 0 ? this.integer(value) : this.#significant(value)}${NBSP}${units[step] ?? ''}`;
  }

  /** The unit belongs to the number, before a currency sign that follows it: 2,50 млн ₽. */
  #withUnit(scaled: number, unit: string, options: Intl.NumberFormatOptions): string {
    const parts = this.#number({ ...options, signDisplay: 'negative' }).formatToParts(scaled);
    const lastDigit = parts.findLastIndex((p) => p.type === 'integer' || p.type === 'fraction');
    const end = unit === '' ? '' : `${NBSP}${unit}`;
    return withMinus(parts.map((p, i) => (i === lastDigit ? `${p.value}${end}` : p.value)).join(''));
  }

  #changed(signed: number, by: string): Change {
    return signed > 0
      ? { direction: 'up', text: this.#words.up(by) }
      : { direction: 'down', text: this.#words.down(by) };
  }

  /** The number in its step of a thousand, and that step's unit; no unit below 10,000. */
  #scale(value: number): readonly [number, string] {
    const size = Math.abs(value);
    if (size < 9999.5) return [value, ''];
    const [k, m, bn] = this.#words.magnitudes;
    // 999,500 and more would print as "1,000 k".
    if (size < 999_500) return [value / 1e3, k];
    if (size < 999.5e6) return [value / 1e6, m];
    return [value / 1e9, bn];
  }

  #significant(value: number): string {
    return this.#print(value, { minimumSignificantDigits: 3, maximumSignificantDigits: 3 });
  }

  #currencyStyle(): Intl.NumberFormatOptions {
    return this.currency === null
      ? {}
      : { style: 'currency', currency: this.currency, currencyDisplay: 'narrowSymbol' };
  }

  #print(value: number | null, options: Intl.NumberFormatOptions): string {
    if (!isNumber(value)) return '–';
    // Adding 0 turns −0 into 0.
    return withMinus(this.#number({ ...options, signDisplay: 'negative' }).format(value + 0));
  }

  #number(options: Intl.NumberFormatOptions): Intl.NumberFormat {
    const key = JSON.stringify(options);
    const known = this.#numbers.get(key) ?? new Intl.NumberFormat(this.#tag, options);
    this.#numbers.set(key, known);
    return known;
  }

  #date(epochMs: number | null, options: Intl.DateTimeFormatOptions): string {
    return isNumber(epochMs) ? this.#dateFormat(options).format(epochMs) : '–';
  }

  #dateFormat(options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
    const key = JSON.stringify(options);
    const known = this.#dates.get(key) ?? new Intl.DateTimeFormat(this.#tag, { ...options, timeZone: this.zone });
    this.#dates.set(key, known);
    return known;
  }
}

function isNumber(value: number | null): value is number {
  return value !== null && Number.isFinite(value);
}

/** A true minus sign: as wide as a plus, and no hyphen that a line may break at. */
function withMinus(text: string): string {
  return text.replace(/^-/, MINUS);
}
