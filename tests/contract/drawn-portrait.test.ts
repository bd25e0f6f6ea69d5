import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cameraScenes } from '../../main/contract/dock-contract.ts';
import { drawnPortrait, drawnScene } from '../../main/contract/drawn-portrait.ts';

describe('the drawn portrait', () => {
  it('is the same picture for the same seed', () => {
    fc.assert(
      fc.property(fc.integer(), (seed) => {
        expect(drawnPortrait({ seed })).toBe(drawnPortrait({ seed }));
      }),
    );
  });

  it('shows different people for different seeds', () => {
    const people = Array.from({ length: 40 }, (_, seed) => drawnPortrait({ seed }).replaceAll(`p${seed}`, 'p'));
    expect(new Set(people).size).toBeGreaterThan(30);
  });

  it('lets an option win over the seed', () => {
    expect(drawnPortrait({ seed: 1, hair: '#ff0000' })).toContain('#ff0000');
  });

  it('names every gradient and filter it uses', () => {
    for (const scene of cameraScenes) {
      const svg = drawnScene(scene, 7);
      const named = new Set([...svg.matchAll(/ id="([^"]+)"/g)].map((match) => match[1]));
      for (const [, used] of svg.matchAll(/url\(#([^)]+)\)/g)) expect(named).toContain(used);
      expect(svg).not.toMatch(/NaN|undefined|style=|<script/);
    }
  });

  it('draws as many people as the scene has', () => {
    expect(people(drawnScene('noFace', 1))).toBe(0);
    expect(people(drawnScene('face', 1))).toBe(1);
    expect(people(drawnScene('twoFaces', 1))).toBe(2);
  });
});

/** Hair behind and the head itself lean, so two rotations a person. */
const people = (svg: string): number => (svg.split('rotate(').length - 1) / 2;
