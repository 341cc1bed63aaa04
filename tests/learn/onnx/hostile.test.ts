import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { VitrineError } from '../../../src/core/errors';
import { inspectOnnx } from '../../../src/learn/onnx/inspect';
import { fields, integersOf, MessageWriter } from '../../../src/learn/onnx/protobuf';
import { readOnnx } from '../../../src/learn/onnx/read';
import { writeOnnx } from '../../../src/learn/onnx/write';
import { sharedData } from '../../support/shared';
import { endlessLoop, graph, identity, model } from '../models';

/** The error of inspecting a file: its code and reason. */
function refusal(bytes: Uint8Array): readonly [string, string] {
  try {
    inspectOnnx('m.onnx', bytes);
  } catch (error) {
    if (error instanceof VitrineError && 'reason' in error.details) return [error.code, error.details.reason];
    throw error;
  }
  return ['accepted', ''];
}

test('a written model reads back', () => {
  const read = readOnnx(model(graph([identity])));
  expect(read.irVersion).toBe(8);
  expect([...read.opsets]).toEqual([
    ['', 17],
    ['ai.onnx.ml', 3],
  ]);
  expect(read.metadata.get('vitrine.features')).toBe('["a","b"]');
  expect(read.graph.inputs).toEqual([{ name: 'features', type: 1, shape: [null, 2] }]);
  expect(read.graph.nodes.map((n) => n.op)).toEqual(['Identity']);
  expect(refusal(model(graph([identity])))).toEqual(['accepted', '']);
});

test('whole numbers of 64 bits survive, also negative ones', () => {
  fc.assert(
    fc.property(fc.maxSafeInteger(), (n) => {
      const [field] = [...fields(new MessageWriter().varint(3, BigInt(n)).done())];
      expect(field === undefined ? [] : integersOf(field)).toEqual([n]);
    }),
  );
});

describe('what is no ONNX file is told as such', () => {
  const good = model(graph([identity]));
  test.each([
    ['an empty file', new Uint8Array()],
    ['text', new TextEncoder().encode('customer,time,event\nC-1,2020-01-01,view\n')],
    ['a ZIP', Uint8Array.of(0x50, 0x4b, 3, 4, 20, 0, 0, 0, 8, 0)],
    ['a PNG', Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10)],
    ['zeros', new Uint8Array(64)],
    ['a file cut off in the middle', good.slice(0, good.length / 2)],
    ['a message without a graph', new MessageWriter().varint(1, 8).done()],
  ])('%s', (_what, bytes) => expect(refusal(bytes)[0]).toBe('model.not-onnx'));

  test('any bytes end in an answer or in one of our own errors', () => {
    fc.assert(fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => void refusal(bytes)));
    fc.assert(
      fc.property(
        fc.nat(good.length - 1),
        fc.nat(255),
        (at, byte) => void refusal(good.map((b, i) => (i === at ? byte : b))),
      ),
    );
  });
});

/** A model of raw parts, for what our writer cannot write. */
function crafted(parts: (m: MessageWriter, g: MessageWriter) => void): Uint8Array {
  const g = new MessageWriter().text(2, 'g');
  const m = new MessageWriter().varint(1, 8);
  m.message(8, new MessageWriter().text(1, '').varint(2, 17));
  parts(m, g);
  return m.message(7, g).done();
}

describe('what could harm is refused, with the reason', () => {
  test('an endless loop', () => {
    expect(refusal(endlessLoop())).toEqual(['model.refused', 'it has a Loop, which may never end']);
  });

  test('a tensor of a size that is written in the model, or that it only learns when it runs', () => {
    const shape = { name: 'shape', dims: [2], integers: [60_000, 60_000] };
    const made = { op: 'ConstantOfShape', domain: '', inputs: ['shape'], outputs: ['scores'] };
    expect(refusal(model(graph([made], 2, { initializers: [shape] })))).toEqual([
      'model.refused',
      'its operator ConstantOfShape makes more than 67108864 values',
    ]);
    const cast = {
      op: 'Cast',
      domain: '',
      inputs: ['features'],
      outputs: ['shape'],
      attributes: [{ name: 'to', integer: 7 }],
    };
    expect(refusal(model(graph([cast, made])))).toEqual([
      'model.refused',
      'how much its operator ConstantOfShape makes is only known when it runs',
    ]);
  });

  test('operators of a foreign domain; to declare one without using it is no harm', () => {
    const node = { op: 'Attack', domain: 'com.example', inputs: ['features'], outputs: ['scores'] };
    expect(refusal(model(graph([node])))).toEqual(['model.refused', 'it needs operators of “com.example”']);
    const declared = crafted((m) => m.message(8, new MessageWriter().text(1, 'com.example').varint(2, 1)));
    expect(refusal(declared)[0]).toBe('accepted');
  });

  test('values in another file', () => {
    const place = new MessageWriter().text(1, 'location').text(2, '../../etc/passwd');
    const tensor = new MessageWriter().varint(1, 4).varint(2, 1).text(8, 'w').message(13, place).varint(14, 1);
    expect(refusal(crafted((_, g) => g.message(5, tensor)))).toEqual([
      'model.refused',
      'the values of “w” are in another file',
    ]);
  });

  test('values in another file, hidden in an attribute', () => {
    const tensor = new MessageWriter().varint(1, 4).varint(2, 1).text(8, 'w').varint(14, 1);
    const attribute = new MessageWriter().text(1, 'value').message(5, tensor).varint(20, 4);
    const node = new MessageWriter().text(2, 'w').text(4, 'Constant').message(5, attribute);
    expect(refusal(crafted((_, g) => g.message(1, node)))[1]).toBe('the values of “w” are in another file');
  });

  test('absurd, negative and pretended sizes', () => {
    const tensor = (dims: readonly (number | bigint)[]): Uint8Array =>
      crafted((_, g) => {
        const t = new MessageWriter();
        for (const d of dims) t.varint(1, d);
        g.message(5, t.varint(2, 1).text(8, 'w').bytes(9, new Uint8Array(4)));
      });
    expect(refusal(tensor([1_000_000, 1_000_000]))[1]).toContain('larger than');
    expect(refusal(tensor([-1n]))[1]).toContain('negative size');
    expect(refusal(tensor([1000]))[1]).toContain('fewer values than its size says');
    expect(refusal(tensor([1]))[0]).toBe('accepted');
  });

  test('functions of its own, and graphs inside of operators', () => {
    expect(refusal(crafted((m) => m.message(25, new MessageWriter().text(1, 'f'))))[1]).toBe(
      'it defines operators of its own',
    );
    const branch = { name: 'then_branch', graph: new MessageWriter().text(2, 'b') };
    const node = { op: 'Identity', domain: '', inputs: ['features'], outputs: ['scores'], attributes: [branch] };
    expect(refusal(writeOnnx(graph([node]), []))[1]).toBe('its operator Identity holds a graph of its own');
  });

  test('graphs nested without end', () => {
    let inner = new MessageWriter().text(2, 'innermost');
    for (let i = 0; i < 20; i++) {
      const attribute = new MessageWriter().text(1, 'body').message(6, inner);
      inner = new MessageWriter().message(1, new MessageWriter().text(4, 'If').message(5, attribute));
    }
    expect(refusal(crafted((m) => m.message(7, inner)))).toEqual([
      'model.not-onnx',
      'its graphs are nested too deeply',
    ]);
  });
});

const real = sharedData('onnx-models/sklearn-onnx');
describe.skipIf(real === null)('models of other makers read without an error of ours', () => {
  const names = real === null || !existsSync(real) ? [] : readdirSync(real).filter((n) => n.endsWith('.onnx'));
  test.each(names)('%s', (name) => {
    expect(readOnnx(readFileSync(join(real ?? '', name))).graph.nodes.length).toBeGreaterThan(0);
  });
});
