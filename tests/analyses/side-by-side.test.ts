import { describe, expect, test } from 'vitest';
import { sideBySide } from '../../src/analyses/sideBySide';
import { sideBySideText } from '../../src/analyses/sideBySide/exhibit';
import { sidesPicture } from '../../src/charts/sidesExhibit';
import { segmentPlace } from '../../src/analyses/lists';
import { Formatter } from '../../src/core/format';
import { DAY, HOUR } from '../../src/core/time';
import { materialise } from '../../src/data/segments';
import { NodeComputer } from '../../src/engines/native/computer';
import { NodeScorer } from '../../src/engines/native/scorer';
import { sharedEngine, signal } from '../data/engines';
import { runOn } from '../support/analysis';
import { expectToFit } from '../support/layout';
import { loadSpine, type LogRow } from '../support/spine';

describe('segments side by side', () => {
  const engine = sharedEngine();
  const row = (customer: string, time: number, event: string, amount?: number): LogRow => ({
    customer,
    time,
    event,
    sign: amount === undefined ? 0 : 1,
    amount: amount ?? null,
  });
  // a: two sessions, two orders on two days; b: one session of one event; c: a session with an order; d: looks twice.
  const log = [
    row('a', 0, 'view'),
    row('a', HOUR / 4, 'buy', 10),
    row('a', 2 * DAY, 'buy', 30),
    row('b', 0, 'view'),
    row('c', DAY, 'view'),
    row('c', DAY + HOUR / 4, 'buy', 20),
    row('d', 0, 'view'),
    row('d', 4 * DAY, 'view'),
  ];

  async function prepared() {
    const on = await engine();
    const data = await loadSpine(on, log);
    const place = segmentPlace({ engine: on, scorer: new NodeScorer(), computer: new NodeComputer() });
    const bought = { did: { events: ['buy'] } };
    const segments = await materialise(signal, place, data, [
      { name: 'Buyers', rule: bought },
      { name: 'Not', rule: { all: [{ not: { segment: 'Buyers' } }, { did: { atLeast: 2 } }] } },
      { name: 'Nobody', rule: { did: { atLeast: 99 } } },
    ]);
    return { ...data, segments };
  }

  test('are counted as by hand to twelve digits, and everybody beside them', async () => {
    const { figures } = await runOn(await engine(), sideBySide, await prepared(), {});
    const told = figures.groups.map((g) => [
      g.segment,
      g.customers,
      g.figures.share.value,
      g.figures.sessions.value,
      g.figures.bounce.value,
      g.figures.buyers.value,
      g.figures.orders.value,
      g.figures.silent.value,
      g.figures.money.value,
    ]);
    expect(told).toEqual([
      [null, 4, 1, 1.5, 0.666666666667, 0.5, 1.5, 2, 30],
      ['Buyers', 2, 0.5, 1.5, 0.333333333333, 1, 1.5, 2, 30],
      ['Not', 1, 0.25, 2, 1, 0, null, null, null],
      ['Nobody', 0, 0, null, null, null, null, null, null],
    ]);
  });

  test('may be some of them; one that is not there is refused with the nearest name', async () => {
    const data = await prepared();
    const { figures } = await runOn(await engine(), sideBySide, data, { segments: ['Not'] });
    expect(figures.groups.map((g) => g.segment)).toEqual([null, 'Not']);
    await expect(runOn(await engine(), sideBySide, data, { segments: ['Byers'] })).rejects.toMatchObject({
      code: 'segment.unknown',
      details: { nearest: '“Buyers”' },
    });
  });

  test.each(['en', 'ru'] as const)('fit every width in %s', async (locale) => {
    const { figures } = await runOn(await engine(), sideBySide, await prepared(), {});
    const format = new Formatter(locale);
    for (const width of [300, 640, 1120]) expectToFit(sidesPicture(figures, sideBySideText(format), width, format));
  });
});
