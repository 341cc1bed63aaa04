import { readFileSync } from 'node:fs';
import type { LogRow } from './spine';

/** CDNOW's master log, read with plain string code: customer, YYYYMMDD, CDs, dollars. */
export function readCdnow(path: string): LogRow[] {
  return lines(path)
    .map((line) => {
      const [customer = '', date = '', , amount = ''] = line.trim().split(/\s+/);
      const time = Date.UTC(Number(date.slice(0, 4)), Number(date.slice(4, 6)) - 1, Number(date.slice(6, 8)));
      return { customer, time, sign: 1, amount: Number(amount) } as const;
    })
    .filter((row) => Number.isFinite(row.time));
}

/** RetailRocket's events; transactions are purchases without money, their transaction is the order. */
export function readRetailRocket(path: string): LogRow[] {
  return lines(path)
    .slice(1)
    .map((line) => {
      const [time = '', customer = '', event = '', , order = ''] = line.split(',');
      const sign = event === 'transaction' ? 1 : 0;
      return {
        customer,
        time: Number(time),
        event,
        sign,
        amount: sign === 1 ? null : 0,
        order: order === '' ? null : order,
      };
    });
}

/** The whole rows of rees46's events; the last line of the sample is cut off. */
export function readRees46(path: string): LogRow[] {
  return lines(path)
    .slice(1, -1)
    .map((line) => line.split(','))
    .map(([time = '', event = '', , , , , price = '', customer = '']) => {
      const sign = event === 'purchase' ? 1 : 0;
      return {
        customer,
        time: Date.parse(time.replace(' UTC', 'Z').replace(' ', 'T')),
        event,
        sign,
        amount: sign * Number(price),
      };
    });
}

function lines(path: string): string[] {
  return readFileSync(path, 'utf8')
    .split(/\r?\n/)
    .filter((line) => line.trim() !== '');
}
