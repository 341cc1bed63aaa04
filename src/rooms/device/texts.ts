import type { Formatter } from '../../core/format';
import type { Standing } from '../../data/kept';

/** Names of the files of a workspace, the first three of them: "a.csv, b.csv, c.csv and 2 more" without the words. */
export function fileNames({ files }: Pick<Standing, 'files'>, format: Formatter): string {
  const names = files.slice(0, 3).map((f) => f.name);
  return format.list(files.length > 3 ? [...names, `+ ${files.length - 3}`] : names);
}

/** Bytes of all files of a workspace. */
export function fileBytes({ files }: Pick<Standing, 'files'>): number {
  return files.reduce((n, f) => n + f.size, 0);
}

/** The page's address as a person knows it. */
export function placeName(): string {
  return window.location.host === '' ? window.location.pathname : window.location.host;
}
