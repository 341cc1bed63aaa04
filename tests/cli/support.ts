import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { vitrine } from '../../src/cli/vitrine';

/** What a run of the command line left behind. */
export interface Ran {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

/** Runs the command line in this process. */
export async function ran(...args: readonly string[]): Promise<Ran> {
  let out = '';
  let err = '';
  const code = await vitrine(new AbortController().signal, args, {
    out: { write: (text) => (out += text) },
    err: { write: (text) => (err += text) },
  });
  return { code, out, err };
}

/** A folder for files of one test. */
export class Folder {
  readonly path = mkdtempSync(join(tmpdir(), 'vitrine-cli-'));

  /** Writes a file and answers its path. */
  write(name: string, content: string | object): string {
    const path = join(this.path, name);
    writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content));
    return path;
  }

  at(name: string): string {
    return join(this.path, name);
  }

  remove(): void {
    rmSync(this.path, { recursive: true, force: true });
  }
}

/** A small shop: three customers, one of whom buys twice. */
export const events = `visitor,at,what,order_id,amount
1,2024-01-01 10:00:00,view,,
1,2024-01-01 10:05:00,addtocart,,
1,2024-01-01 10:10:00,transaction,o1,10.5
2,2024-01-02 09:00:00,view,,
2,2024-01-02 09:30:00,addtocart,,
3,2024-01-03 12:00:00,view,,
1,2024-02-01 10:00:00,transaction,o2,20
`;

/** Its recipe; `changes` replace keys of the top level. */
export function recipe(path: string, changes: object = {}): object {
  return {
    vitrine: 1,
    sources: [{ name: 'shop', path }],
    roles: { shop: { customer: 'visitor', time: 'at', event: 'what', order: 'order_id', amount: 'amount' } },
    analyses: [{ id: 'steps', kind: 'funnel' }],
    ...changes,
  };
}
