import { describe, expect, it } from 'vitest';
import { firstRows } from '../../src/rooms/export/first-rows';

describe('rows copied for a spreadsheet', () => {
  it('are the header and the first of them', () => {
    expect(firstRows('a\tb\n1\t2\n3\t4\n5\t6', 2)).toBe('a\tb\n1\t2\n3\t4');
  });

  it('are all where there are no more', () => {
    expect(firstRows('a\n1\n2', 2)).toBe('a\n1\n2');
    expect(firstRows('a', 2)).toBe('a');
  });
});
