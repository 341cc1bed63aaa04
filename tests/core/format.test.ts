import { describe, expect, it } from 'vitest';
import { Formatter } from '../../src/core/format';

/** Non-breaking spaces as spaces, for reading. */
const plain = (text: string): string => text.replace(/[\u00a0\u202f\u2009]/g, ' ');

const en = new Formatter('en', { currency: 'USD' });
const ru = new Formatter('ru', { currency: 'RUB', zone: 'Europe/Moscow' });

describe('Formatter', () => {
  it.each([
    [0, '0'],
    [-0, '0'],
    [7, '7'],
    [2.956, '2.96'],
    [4991, '4,991'],
    [9999.4, '9,999'],
    [9999.6, '10.0 k'],
    [12437.21, '12.4 k'],
    [999_499, '999 k'],
    [999_500, '1.00 M'],
    [2_500_315.63, '2.50 M'],
    [-12437, '−12.4 k'],
    [3.2e9, '3.20 bn'],
    [null, '–'],
    [NaN, '–'],
    [Infinity, '–'],
  ])('prints %s with the digits a decision needs: %s', (value, printed) => {
    expect(plain(en.compact(value))).toBe(printed);
  });

  it('prints the ticks of one axis in one unit, with equally many decimals', () => {
    const ticks = [0, 2000, 8000, 10_000, 14_000];
    expect(en.axis(ticks).map(plain)).toEqual(['0', '2 k', '8 k', '10 k', '14 k']);
    expect(en.axis([0, 2.5e6, 5e6]).map(plain)).toEqual(['0', '2.5 M', '5.0 M']);
    expect(en.axis([0, 0.2, 0.4]).map(plain)).toEqual(['0', '0.2', '0.4']);
    expect(en.axis([0, 1, 2, 6]).map(plain)).toEqual(['0', '1', '2', '6']);
    expect(en.axis([-20_000, 0, 20_000]).map(plain)).toEqual(['−20 k', '0', '20 k']);
    expect(en.axis([0])).toEqual(['0']);
    expect(en.axis([])).toEqual([]);
    const euro = new Formatter('ru', { currency: 'EUR' });
    expect(euro.axis([0, 10_000, 50_000], true).map(plain)).toEqual(['0', '10 тыс. €', '50 тыс. €']);
  });

  it('prints ticks without zeros at the end', () => {
    expect([0, 0.5, 2000, 20_000, 2.5e6].map((n) => plain(en.tick(n)))).toEqual(['0', '0.5', '2,000', '20 k', '2.5 M']);
  });

  it('prints Russian magnitudes and decimals', () => {
    expect(plain(ru.compact(12437.21))).toBe('12,4 тыс.');
    expect(plain(ru.compact(2_500_000))).toBe('2,50 млн');
  });

  it('puts a magnitude before a currency sign that follows the number', () => {
    expect(plain(en.moneyCompact(2_500_315.63))).toBe('$2.50 M');
    expect(plain(ru.moneyCompact(2_500_315.63))).toBe('2,50 млн ₽');
    expect(plain(en.moneyCompact(-12_437))).toBe('−$12.4 k');
  });

  it('prints exact money to the cent, and a plain number without a currency', () => {
    expect(plain(en.money(35.89))).toBe('$35.89');
    expect(plain(new Formatter('en').money(35.89))).toBe('35.89');
    expect(plain(en.moneyCompact(35.891))).toBe('$35.89');
  });

  it('prints shares in percent with a space', () => {
    expect(plain(en.percent(0.489))).toBe('48.9 %');
    expect(plain(en.percent(0.72, 0))).toBe('72 %');
    expect(plain(en.percent(0.0003))).toBe('<0.1 %');
    expect(plain(en.percent(0.004, 0))).toBe('<1 %');
    expect(plain(en.percent(0))).toBe('0.0 %');
    expect(plain(ru.percent(0.489))).toBe('48,9 %');
    expect(plain(en.percentInterval(0.18, 0.33, 0))).toBe('18–33 %');
  });

  it.each([
    [190_000, '3 min 10 s'],
    [59_900, '1 min'],
    [59_400, '59 s'],
    [1_000, '1 s'],
    [999, '999 ms'],
    [0, '0 s'],
    [3_599_900, '1 h'],
    [86_400_000 * 4 + 3 * 3_600_000, '4 d 3 h'],
    [86_400_000 - 1, '1 d'],
    [-190_000, '−3 min 10 s'],
  ])('prints %d ms as %s', (ms, printed) => {
    expect(plain(en.duration(ms))).toBe(printed);
  });

  it('counts days in the right form of the word', () => {
    expect([1, 14].map((n) => plain(en.days(n)))).toEqual(['1 day', '14 days']);
    expect([1, 3, 14, 21].map((n) => plain(ru.days(n)))).toEqual(['1 день', '3 дня', '14 дней', '21 день']);
  });

  it('prints days in the zone', () => {
    const lateEvening = Date.UTC(1998, 5, 30, 22, 0);
    expect(en.date(lateEvening)).toBe('30 Jun 1998');
    expect(plain(ru.date(lateEvening))).toBe('1 июл. 1998 г.');
    expect(en.dateTime(lateEvening)).toBe('30 Jun 1998, 22:00');
  });

  it('says a change in words and does not make one of noise', () => {
    const say = (now: number, before: number): string => plain(en.change(now, before).text);
    expect(say(81, 100)).toBe('down 19 %');
    expect(say(130, 100)).toBe('up 30 %');
    expect(say(100.4, 100)).toBe('no change');
    expect(say(5, 0)).toBe('new: none before');
    expect(say(-50, -100)).toBe('up 50 %');
    expect(plain(ru.change(81, 100).text)).toBe('снижение на 19 %');
    expect(plain(en.pointChange(0.489, 0.468).text)).toBe('up 2.1 pp');
  });

  it('prints bytes in powers of 1,000', () => {
    expect([0, 999, 1_760_000_000, 999_600].map((n) => plain(en.bytes(n)))).toEqual([
      '0 B',
      '999 B',
      '1.76 GB',
      '1.00 MB',
    ]);
  });

  it('a range within two days has times, a longer one days', () => {
    const day = Date.UTC(2019, 9, 1);
    const hour = 3_600_000;
    expect(plain(en.timeRange(day, day + 12.5 * hour))).toBe('1 Oct 2019, 00:00–12:30');
    expect(plain(en.timeRange(day, day + 30 * hour))).toBe('1 Oct 2019, 00:00 – 2 Oct 2019, 06:00');
    expect(plain(en.timeRange(day, day + 72 * hour))).toBe(plain(en.dateRange(day, day + 72 * hour)));
  });
});
