import { afterEach, expect, test, vi } from 'vitest';
import { chooseFiles } from '../../src/ui/chooseFiles';
import { handleOf } from '../../src/ui/fileHandles';

afterEach(() => vi.unstubAllGlobals());

/** A browser whose dialog for choosing files answers so. */
const picking = (showOpenFilePicker: () => Promise<unknown>): void => {
  vi.stubGlobal('window', { showOpenFilePicker });
};

test('files chosen in the dialog come with where they lie', async () => {
  const file = new File(['a'], 'a.csv');
  const handle = { kind: 'file', getFile: () => Promise.resolve(file) };
  const asked = vi.fn(() => Promise.resolve([handle]));
  picking(asked);
  expect(await chooseFiles('.csv,.parquet,text/csv')).toEqual([file]);
  expect(await handleOf(file)).toBe(handle);
  const types = [{ accept: { 'application/octet-stream': ['.csv', '.parquet'] } }];
  expect(asked).toHaveBeenCalledWith({ multiple: true, types });
});

test('none were chosen, or the browser has no such dialog or refuses it: then an input has to do', async () => {
  picking(() => Promise.reject(new DOMException('closed', 'AbortError')));
  expect(await chooseFiles('.csv')).toEqual([]);
  picking(() => Promise.reject(new DOMException('a frame', 'SecurityError')));
  expect(await chooseFiles('.csv')).toBeNull();
  vi.stubGlobal('window', {});
  expect(await chooseFiles('.csv')).toBeNull();
});
